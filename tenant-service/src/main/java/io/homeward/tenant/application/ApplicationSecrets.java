package io.homeward.tenant.application;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The secrets of applications. Several are good at once, so that one can be replaced without a pause: add the next, put it into use, remove the
 * old one or let it end. A secret opens all the application may do, so whoever adds or removes one is allowed all of that himself.
 */
@Singleton
public class ApplicationSecrets {
    private static final int MOST = 50;

    private final TenantDatabase database;
    private final Applications applications;
    private final AuditTrail audit;

    ApplicationSecrets(TenantDatabase database, Applications applications, AuditTrail audit) {
        this.database = database;
        this.applications = applications;
        this.audit = audit;
    }

    /** @param endsAt after the present moment */
    record Wanted(Optional<String> displayName, Instant endsAt) {}

    /** @throws Refusal {@link Fault#APPLICATION_UNKNOWN}, {@link Fault#BEYOND_OWN_PERMISSIONS}, {@link Fault#INVALID} */
    Application.Key add(Authority by, ApplicationId id, Wanted wanted, Secret secret, Instant at) {
        if (!wanted.endsAt().isAfter(at)) {
            throw new Refusal(Fault.INVALID, "endDateTime is in the past.");
        }
        return database.in(by.tenant(), handle -> {
            Application before = Applications.locked(handle, by.tenant(), id);
            by.holds(before.permissions());
            if (before.keys().size() >= MOST) {
                throw new Refusal(Fault.INVALID, "An application has at most %d passwords.".formatted(MOST));
            }
            Application.Key key =
                    insert(handle, by.tenant(), id, wanted.displayName(), secret, at, Optional.of(wanted.endsAt()));
            changed(handle, applications.published(handle, by.tenant(), id, at), "added", key.id());
            return key;
        });
    }

    /** @throws Refusal {@link Fault#APPLICATION_UNKNOWN}; {@link Fault#INVALID} where there is no such secret */
    void remove(Authority by, ApplicationId id, UUID key, Instant at) {
        database.in(by.tenant(), handle -> {
            by.holds(Applications.locked(handle, by.tenant(), id).permissions());
            int removed = handle.createUpdate(
                            "delete from application_secret where tenant_id = :tenant and application_id = :id and key_id = :key")
                    .bind("tenant", by.tenant().value())
                    .bind("id", id.value())
                    .bind("key", key)
                    .execute();
            if (removed == 0) {
                throw new Refusal(Fault.INVALID, "The application has no password with this keyId.");
            }
            return changed(handle, applications.published(handle, by.tenant(), id, at), "removed", key);
        });
    }

    /** Makes this the application's only secret, without an end. */
    public void replace(Handle handle, TenantId tenant, ApplicationId id, Secret secret, Instant at) {
        Applications.locked(handle, tenant, id);
        handle.createUpdate("delete from application_secret where tenant_id = :tenant and application_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute();
        Application.Key key = insert(handle, tenant, id, Optional.empty(), secret, at, Optional.empty());
        changed(handle, applications.published(handle, tenant, id, at), "onlyOne", key.id());
    }

    private static Application.Key insert(
            Handle handle,
            TenantId tenant,
            ApplicationId id,
            Optional<String> displayName,
            Secret secret,
            Instant at,
            Optional<Instant> endsAt) {
        var key = new Application.Key(UUID.randomUUID(), displayName, secret.hint(), secret.hash(), at, endsAt);
        handle.createUpdate("""
                        insert into application_secret (tenant_id, key_id, application_id, display_name, hint, hash, created_at, ends_at)
                        values (:tenant, :key, :id, :name, :hint, :hash, :at, :ends)""")
                .bind("tenant", tenant.value())
                .bind("key", key.id())
                .bind("id", id.value())
                .bind("name", displayName.orElse(null))
                .bind("hint", key.hint())
                .bind("hash", key.hash())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("ends", endsAt.map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null))
                .execute();
        return key;
    }

    /** By the id of the key, which is no secret. */
    private Application changed(Handle handle, Application application, String what, UUID key) {
        audit.record(
                handle,
                application.tenant(),
                Activity.CHANGE_APPLICATION_SECRETS
                        .on(Applications.target(application).replaced("passwordCredentials"))
                        .with(what, key));
        return application;
    }
}
