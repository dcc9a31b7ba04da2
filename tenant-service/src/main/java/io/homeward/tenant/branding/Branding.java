package io.homeward.tenant.branding;

import java.util.Optional;

/** @param number counts its changes; clients see it as the ETag */
record Branding(Look look, Optional<Logo> logo, long number) {
    static final Branding NONE = new Branding(Look.NONE, Optional.empty(), 0);
}
