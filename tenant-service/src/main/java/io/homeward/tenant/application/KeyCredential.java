package io.homeward.tenant.application;

import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A key with which an application proves itself (Graph: {@code keyCredential}), taken from a certificate. Who has signed that is not looked at: an
 * administrator says that it is the application's.
 *
 * @param thumbprint SHA-1 of the certificate, Base64: what clients name it by
 * @param algorithm RSA or EC
 * @param publicKey X.509 SubjectPublicKeyInfo, Base64
 * @param endsAt with the certificate
 */
public record KeyCredential(
        UUID keyId,
        Optional<String> displayName,
        String thumbprint,
        String algorithm,
        String publicKey,
        Instant startsAt,
        Instant endsAt) {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int P256_BITS = 256;

    /** @throws Refusal {@link Fault#INVALID} */
    static KeyCredential of(Optional<String> displayName, String certificate) {
        try {
            byte[] der = Base64.getDecoder().decode(certificate);
            var read = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            PublicKey key = read.getPublicKey();
            if (!strongEnough(key)) {
                throw new Refusal(Fault.INVALID, "A key is RSA of at least 2048 bits, or EC on P-256.");
            }
            Base64.Encoder base64 = Base64.getEncoder();
            return new KeyCredential(
                    UUID.randomUUID(),
                    displayName,
                    base64.encodeToString(MessageDigest.getInstance("SHA-1").digest(read.getEncoded())),
                    key.getAlgorithm(),
                    base64.encodeToString(key.getEncoded()),
                    read.getNotBefore().toInstant(),
                    read.getNotAfter().toInstant());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Refusal(Fault.INVALID, "keyCredentials.key is a certificate (X.509, DER) in Base64.");
        }
    }

    private static boolean strongEnough(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() == P256_BITS;
            default -> false;
        };
    }
}
