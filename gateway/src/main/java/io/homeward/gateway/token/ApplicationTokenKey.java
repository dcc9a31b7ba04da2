package io.homeward.gateway.token;

import io.smallrye.jwt.util.KeyUtils;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * The key with which the apps door signs: {@code homeward.app-token.key-file}, an RSA key of at least 2048 bits in PKCS#8 PEM. Where none is
 * configured one is made at start, which is good for one gateway alone and is said in the log.
 */
@Singleton
public class ApplicationTokenKey {
    private static final Logger LOG = Logger.getLogger(ApplicationTokenKey.class);
    private static final int BITS = 2048;

    private final RsaJsonWebKey key;

    @Inject
    ApplicationTokenKey(@ConfigProperty(name = "homeward.app-token.key-file") Optional<Path> file) {
        key = file.map(ApplicationTokenKey::read).orElseGet(ApplicationTokenKey::generate);
        key.setUse("sig");
        key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
    }

    /** What applications verify with, as a JWK set. */
    public String published() {
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /**
     * Signs claims.
     *
     * @param type says what the token is, so that none is taken for another
     */
    public String sign(String type, JwtClaims claims) {
        var token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(key.getPrivateKey());
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setHeader("typ", type);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The key of the apps door cannot sign", e);
        }
    }

    private static RsaJsonWebKey read(Path file) {
        try {
            PrivateKey secret = KeyUtils.decodePrivateKey(Files.readString(file));
            if (!(secret instanceof RSAPrivateCrtKey rsa) || rsa.getModulus().bitLength() < BITS) {
                throw new IllegalStateException(file + " is no RSA key of at least 2048 bits");
            }
            var spec = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
            return pair((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec), rsa);
        } catch (IOException e) {
            throw new UncheckedIOException("homeward.app-token.key-file cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " is no PKCS#8 key", e);
        }
    }

    private static RsaJsonWebKey generate() {
        LOG.warn("homeward.app-token.key-file is not set: the apps door signs with a key made for this run");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return pair((RSAPublicKey) pair.getPublic(), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA is part of every Java", e);
        }
    }

    private static RsaJsonWebKey pair(RSAPublicKey open, PrivateKey secret) {
        var key = new RsaJsonWebKey(open);
        key.setPrivateKey(secret);
        return key;
    }
}
