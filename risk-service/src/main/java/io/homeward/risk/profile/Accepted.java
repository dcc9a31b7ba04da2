package io.homeward.risk.profile;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.intel.Network;
import io.homeward.risk.signin.Place;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.Optional;

/**
 * An accepted sign-in, as far as later ones are compared with it.
 *
 * @param asn the number of its network; 0 where nobody knew
 * @param radiusKm how far off its coordinates may be
 */
public record Accepted(Instant at, Optional<IpAddress> address, Place place, String deviceId, long asn, int radiusKm) {
    /** No network has this number. */
    public static final long UNKNOWN = 0;

    static Accepted of(SignIn signIn) {
        return new Accepted(
                signIn.at(),
                signIn.address(),
                signIn.place(),
                signIn.device().id(),
                signIn.enrichment().network().map(Network::asn).orElse(UNKNOWN),
                signIn.radiusKm());
    }
}
