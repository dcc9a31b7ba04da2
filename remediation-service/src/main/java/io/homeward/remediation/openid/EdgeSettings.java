package io.homeward.remediation.openid;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** How the suite is reached from outside. */
@ConfigMapping(prefix = "homeward.edge")
public interface EdgeSettings {

    /** The public base address, without a slash at the end; the base of issuers and links, and the audience of tokens. */
    URI url();
}
