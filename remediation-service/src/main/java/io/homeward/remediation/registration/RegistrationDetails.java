package io.homeward.remediation.registration;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The rows of {@code registration_detail} as they are kept; see the package for when. Works in the caller's transaction, bound to the tenant. */
@Singleton
class RegistrationDetails {
    private final TenantDatabase database;

    RegistrationDetails(TenantDatabase database) {
        this.database = database;
    }

    /** Of which tenants somebody has to be weighed. The one look across tenants there is, and it shows nothing else. */
    List<TenantId> tenantsToWeigh(Instant now) {
        return database.inEach(List.of(), handle -> handle.createQuery("select tenants_to_weigh(:now)")
                .bind("now", utc(now))
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
    }

    /** Until the transaction ends nobody else weighs people of this tenant. */
    void oneAtATime(Handle handle, TenantId tenant) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended('registration ' || :tenant, 0))::text")
                .bind("tenant", tenant.toString())
                .mapTo(String.class)
                .one();
    }

    /** Of all that is not about one person: what he is weighed by. */
    Optional<Long> revision(Handle handle, TenantId tenant) {
        return handle.createQuery("select max(revision) from registration_revision where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Long.class)
                .findOne();
    }

    /** Some of those who have to be weighed, locked; who is being changed just now is passed over. */
    List<PersonId> lockStale(Handle handle, TenantId tenant, long revision, Instant now, int most) {
        var found = new ArrayList<>(ids(handle.createQuery("""
                        select person_id from registration_detail where tenant_id = :tenant and by_revision < :revision
                        order by by_revision, person_id limit :most for update skip locked
                        """).bind("revision", revision), tenant, most));
        if (found.size() < most) {
            found.addAll(ids(
                    handle.createQuery("""
                            select person_id from registration_detail
                            where tenant_id = :tenant and again_at <= :now and by_revision >= :revision
                            order by again_at limit :most for update skip locked
                            """).bind("now", utc(now)).bind("revision", revision),
                    tenant,
                    most - found.size()));
        }
        return found;
    }

    private static List<PersonId> ids(Query query, TenantId tenant, int most) {
        return query.bind("tenant", tenant.value())
                .bind("most", most)
                .mapTo(UUID.class)
                .map(PersonId::new)
                .list();
    }

    void save(Handle handle, TenantId tenant, List<Weighed> all, long revision, Instant now) {
        try (var batch = handle.prepareBatch("""
                update registration_detail set by_revision = :revision, weighed_at = :now, again_at = :again,
                    user_principal_name = :name, display_name = :displayName, user_type = :type, is_admin = :admin,
                    is_privileged = :privileged, standing = :standing, started_at = :started, mfa_registered = :registered,
                    mfa_capable = :capable, passwordless = :passwordless, sspr_registered = :registered,
                    sspr_enabled = :changeable, sspr_capable = :registered and :changeable, methods = :methods,
                    default_method = :default, if_unusual_sign_in = :ifUnusual, if_leaked_password = :ifLeaked,
                    abroad_if_unusual_sign_in = :abroadIfUnusual, abroad_if_leaked_password = :abroadIfLeaked
                where tenant_id = :tenant and person_id = :person
                """)) {
            for (Weighed each : all) {
                batch.bind("tenant", tenant.value())
                        .bind("person", each.person().id().value())
                        .bind("revision", revision)
                        .bind("now", utc(now))
                        .bind("again", utc(each.againAt()))
                        .bind("name", each.person().userPrincipalName())
                        .bind("displayName", each.person().displayName())
                        .bind("type", each.userType())
                        .bind("admin", each.admin())
                        .bind("privileged", each.privileged())
                        .bind("standing", each.standing().map(Standing::column).orElse(null))
                        .bind("started", utc(each.startedAt()))
                        .bind("registered", each.capability().registered())
                        .bind("capable", each.mfaCapable())
                        .bind("passwordless", each.passwordless())
                        .bind("changeable", each.capability().passwordChangeable())
                        .bindArray("methods", String.class, RegisteredMethods.of(each.capability()))
                        .bind("default", RegisteredMethods.preferred(each.capability()))
                        .bind("ifUnusual", name(each.ifUnusualSignIn()))
                        .bind("ifLeaked", name(each.ifLeakedPassword()))
                        .bind("abroadIfUnusual", name(each.abroad().map(Weighed.Abroad::ifUnusualSignIn)))
                        .bind("abroadIfLeaked", name(each.abroad().map(Weighed.Abroad::ifLeakedPassword)))
                        .add();
            }
            batch.execute();
        }
    }

    private static @Nullable String name(Optional<Rule> rule) {
        return rule.map(Rule::name).orElse(null);
    }

    private static @Nullable OffsetDateTime utc(Optional<Instant> instant) {
        return instant.map(RegistrationDetails::utc).orElse(null);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
