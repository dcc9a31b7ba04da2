package io.homeward.auditcheck;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Ed25519 key of checkpoints, from PEM text: a block {@code PUBLIC KEY} (X.509), and for who signs a block {@code PRIVATE KEY} (PKCS #8)
 * in the same text.
 */
public final class SealKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int ID_DIGITS = 16;

    private final PublicKey open;
    private final Optional<PrivateKey> secret;

    private SealKey(PublicKey open, Optional<PrivateKey> secret) {
        this.open = open;
        this.secret = secret;
    }

    /** @throws IllegalArgumentException where the text holds no such key */
    public static SealKey of(String pem) {
        byte[] spki = block(pem, "PUBLIC KEY")
                .orElseThrow(() -> new IllegalArgumentException("The key file has no block PUBLIC KEY"));
        try {
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            Optional<byte[]> pkcs8 = block(pem, "PRIVATE KEY");
            return new SealKey(
                    keys.generatePublic(new X509EncodedKeySpec(spki)),
                    pkcs8.isPresent()
                            ? Optional.of(keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8.get())))
                            : Optional.empty());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key file holds no Ed25519 key", e);
        }
    }

    /** By which checkpoints name their key. */
    public String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(open.getEncoded());
            return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** X.509, DER. */
    public byte[] encoded() {
        return open.getEncoded();
    }

    /** @throws IllegalStateException without the private half */
    public byte[] sign(Checkpoint checkpoint) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret.orElseThrow(() -> new IllegalStateException("This key only verifies")));
            signature.update(checkpoint.text());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The checkpoint cannot be signed", e);
        }
    }

    public boolean signed(Checkpoint checkpoint, byte[] claimed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(open);
            signature.update(checkpoint.text());
            return signature.verify(claimed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Optional<byte[]> block(String pem, String name) {
        Matcher found = Pattern.compile("-----BEGIN %1$s-----([A-Za-z0-9+/=\\s]+)-----END %1$s-----".formatted(name))
                .matcher(pem);
        return found.find() ? Optional.of(Base64.getMimeDecoder().decode(found.group(1))) : Optional.empty();
    }
}
