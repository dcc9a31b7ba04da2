package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.directory.Rules;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;

/** What an issuer makes public. */
@Singleton
class Publish {
    private final TenantDatabase database;
    private final Rules rules;
    private final SigningKeys keys;
    private final EdgeSettings edge;

    Publish(TenantDatabase database, Rules rules, SigningKeys keys, EdgeSettings edge) {
        this.database = database;
        this.rules = rules;
        this.keys = keys;
        this.edge = edge;
    }

    /** A JWK set (RFC 7517). */
    public record KeySet(List<Map<String, Object>> keys) {}

    /** @throws Refusal where there is no such tenant */
    Discovery discovery(TenantId tenant) {
        refuseUnknown(tenant);
        return Discovery.of(new Issuer(edge.url(), tenant));
    }

    /** Of whichever tenant it will be: its place is {@code {tenantid}} in what is the tenant's own. */
    Discovery anywhere(String segment) {
        return Discovery.anywhere(edge.url(), segment);
    }

    /** @throws Refusal where there is no such tenant */
    KeySet keys(TenantId tenant) {
        refuseUnknown(tenant);
        return new KeySet(
                keys.atLeastOne(tenant).stream().map(Publish::publicKey).toList());
    }

    private static Map<String, Object> publicKey(SigningKey key) {
        var jwk = new RsaJsonWebKey(key.publicKey());
        jwk.setKeyId(key.id());
        jwk.setUse("sig");
        jwk.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        return jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    private void refuseUnknown(TenantId tenant) {
        if (database.in(tenant, handle -> rules.of(handle, tenant)).isEmpty()) {
            throw new Refusal(Fault.NOT_FOUND, "There is no such tenant.");
        }
    }
}
