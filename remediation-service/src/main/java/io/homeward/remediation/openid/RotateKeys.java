package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.directory.Rules;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;

/** What an administrator does with the keys of his tenant's issuer. Either may be asked for twice. */
@Singleton
class RotateKeys {
    private static final Logger LOG = Logger.getLogger(RotateKeys.class);

    private final TenantDatabase database;
    private final Rules rules;
    private final SigningKeys keys;

    RotateKeys(TenantDatabase database, Rules rules, SigningKeys keys) {
        this.database = database;
        this.rules = rules;
        this.keys = keys;
    }

    KeyRing look(TenantId tenant) {
        if (database.in(tenant, handle -> rules.of(handle, tenant)).isEmpty()) {
            throw new Refusal(Fault.NOT_FOUND, "There is no such tenant.");
        }
        return keys.ring(tenant);
    }

    /** Publishes the next key, which signs once everybody can know it; where one waits already, it is that. */
    KeyRing rotate(TenantId tenant, String by, Instant now) {
        look(tenant);
        KeyRing ring = keys.rotate(tenant, now);
        LOG.infof("%s rotates the signing keys of tenant %s", by, tenant);
        return ring;
    }

    /**
     * A key has leaked: from now on nothing that it signed is believed, and another signs at once. Tokens that are out are refused as soon as who
     * verifies asks for keys again (our own gateways after five minutes at most); sessions and refresh tokens are no signatures and go on.
     *
     * @throws Refusal where there is no such key
     */
    KeyRing withdraw(TenantId tenant, String keyId, String by, Instant now) {
        boolean known =
                look(tenant).keys().stream().anyMatch(kept -> kept.key().id().equals(keyId));
        if (!known) {
            throw new Refusal(Fault.NOT_FOUND, "The issuer has no such key.");
        }
        KeyRing ring = keys.withdraw(tenant, keyId, now);
        LOG.warnf("%s withdraws the signing key %s of tenant %s: it is said to have leaked", by, keyId, tenant);
        return ring;
    }
}
