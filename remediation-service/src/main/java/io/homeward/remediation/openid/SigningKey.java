package io.homeward.remediation.openid;

import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * One key of a tenant's issuer.
 *
 * @param privateKey empty once it signs nothing any more
 */
record SigningKey(String id, RSAPublicKey publicKey, Optional<PrivateKey> privateKey) {
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
