package io.homeward.gateway.suite;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import java.security.Key;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Public tokens as remediation-service issues them, and such as it never would. Immutable; every {@code with} is another token. */
public record Tokens(Map<String, Object> claims, String type, String algorithm, String keyId, Key key) {

    /** Signs for every tenant. */
    public static final RsaJsonWebKey KEY = generate("k1");

    /** Nobody's. */
    public static final RsaJsonWebKey STRANGE_KEY = generate("k1");

    /** As a tenant publishes them. */
    public static final String KEYS = new JsonWebKeySet(KEY).toJson(OutputControlLevel.PUBLIC_ONLY);

    /** A person with MFA in this session, in a tenant. */
    public static Tokens person(PersonId id, TenantId home, TenantId entered) {
        Map<String, Object> claims = common(entered);
        claims.put("sub", id.toString());
        claims.put("oid", id.toString());
        claims.put("client_id", UUID.randomUUID().toString());
        claims.put("idtyp", "user");
        claims.put("home_tid", home.toString());
        claims.put("sid", UUID.randomUUID().toString());
        claims.put("auth_time", now());
        claims.put("mfa_time", now());
        claims.put("amr", List.of("pwd", "otp", "mfa"));
        claims.put("se", 0);
        claims.put("re", 0);
        claims.put("scored", true);
        claims.put("sign_in_risk", "none");
        claims.put("gty", "interactive");
        claims.put("scope", StandIns.EDGE + "/.default");
        return signed(claims);
    }

    public static Tokens application(ApplicationId id, TenantId entered, String... permissions) {
        Map<String, Object> claims = common(entered);
        claims.put("sub", id.toString());
        claims.put("client_id", id.toString());
        claims.put("idtyp", "app");
        claims.put("roles", List.of(permissions));
        return signed(claims);
    }

    public Tokens with(String claim, Object value) {
        var more = new LinkedHashMap<>(claims);
        more.put(claim, value);
        return new Tokens(more, type, algorithm, keyId, key);
    }

    public Tokens without(String claim) {
        var fewer = new LinkedHashMap<>(claims);
        fewer.remove(claim);
        return new Tokens(fewer, type, algorithm, keyId, key);
    }

    public Tokens typed(String other) {
        return new Tokens(claims, other, algorithm, keyId, key);
    }

    public Tokens signedWith(String otherAlgorithm, Key otherKey) {
        return new Tokens(claims, type, otherAlgorithm, keyId, otherKey);
    }

    public Tokens naming(String otherKeyId) {
        return new Tokens(claims, type, algorithm, otherKeyId, key);
    }

    public String text() {
        var token = new JsonWebSignature();
        token.setPayload(JsonUtil.toJson(claims));
        token.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(algorithm);
        token.setHeader("typ", type);
        token.setKeyIdHeaderValue(keyId);
        token.setKey(key);
        token.setDoKeyValidation(false);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, Object> common(TenantId entered) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", StandIns.EDGE + "/" + entered + "/v2.0");
        claims.put("aud", StandIns.EDGE);
        claims.put("exp", now() + 600);
        claims.put("iat", now());
        claims.put("nbf", now());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("tid", entered.toString());
        return claims;
    }

    private static Tokens signed(Map<String, Object> claims) {
        return new Tokens(claims, "at+jwt", "RS256", "k1", KEY.getPrivateKey());
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static RsaJsonWebKey generate(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
