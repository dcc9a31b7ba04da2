package io.homeward.remediation.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the key comes from that seals what the database keeps. One of the two is set; a service without a key does not
 * start. To rotate, add a key to the keyset and make it primary; the older ones keep opening what they sealed.
 */
@ConfigMapping(prefix = "homeward")
public interface KeysetSettings {

    /** A Google Tink AEAD keyset in its JSON form. */
    Optional<String> keyset();

    /** A file that holds the same. */
    Optional<Path> keysetFile();
}
