package io.homeward.remediation.openid;

import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;

/** One key of a tenant's issuer. */
record SigningKey(String id, RSAPublicKey publicKey, PrivateKey privateKey) {
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
