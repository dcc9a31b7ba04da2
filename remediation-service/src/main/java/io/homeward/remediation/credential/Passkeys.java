package io.homeward.remediation.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.credential.WebAuthn.Kept;
import io.homeward.remediation.credential.WebAuthn.Made;
import io.homeward.remediation.credential.WebAuthn.Presented;
import io.homeward.remediation.credential.WebAuthn.Signature;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Passkeys of a tenant's own people. Every method works in the caller's transaction, bound to the tenant; whatever is changed is changed through
 * {@link Credentials}, under the account's lock.
 */
@Singleton
public class Passkeys {
    /** Enough for every device somebody has; more is somebody filling a table. */
    static final int MOST = 10;

    private static final int HANDLE_BYTES = 32;
    private static final String COLUMNS = """
            method_id, person_id, credential_id, name, model, backup_eligible, backed_up, attestation_format, registered_at, last_used_at,
            doubted_at is not null as doubted, clone_suspected_at is not null as suspected, confirmed_at is not null as confirmed
            """;

    private final WebAuthn webAuthn;
    private final SecureRandom random = new SecureRandom();

    Passkeys(WebAuthn webAuthn) {
        this.webAuthn = webAuthn;
    }

    /** All of a person's, the oldest first. */
    public List<Passkey> of(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select <columns> from passkey where tenant_id = :tenant and person_id = :person
                        order by registered_at, method_id
                        """)
                .define("columns", COLUMNS)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .map(Passkeys::passkey)
                .list();
    }

    /** What a browser is asked for where nobody has said yet who he is: it offers what it has, so the answer says nothing of anybody. */
    public Map<String, Object> askAnybody(String challenge) {
        return webAuthn.requestOptions(challenge, List.of());
    }

    /** What a browser is asked for where it is known who is there. */
    public Map<String, Object> ask(String challenge, List<Passkey> allowed) {
        return webAuthn.requestOptions(
                challenge, allowed.stream().map(Passkey::credentialId).toList());
    }

    /**
     * What a browser is asked to make one with. A person's handle is made when he is asked for the first time, under the account's lock.
     *
     * @param name what the authenticator shows its owner
     */
    public Map<String, Object> askForNew(
            Handle handle, TenantId tenant, PersonId person, String challenge, String name) {
        return webAuthn.creationOptions(
                challenge,
                userHandle(handle, tenant, person),
                name,
                of(handle, tenant, person).stream().map(Passkey::credentialId).toList());
    }

    /** Whose the presented credential is, as far as its id says; proves nothing. */
    Optional<PersonId> ownerOf(Handle handle, TenantId tenant, JsonNode credential) {
        return webAuthn.presented(credential)
                .flatMap(presented -> handle.createQuery(
                                "select person_id from passkey where tenant_id = :tenant and credential_id = :credential")
                        .bind("tenant", tenant.value())
                        .bind("credential", WebAuthn.decoded(presented.credentialId()))
                        .mapTo(UUID.class)
                        .findOne())
                .map(PersonId::new);
    }

    /** What a presented passkey came to. */
    public sealed interface Presentation {
        record Right(Passkey passkey) implements Presentation {}

        record Wrong() implements Presentation {}

        /** Right, by one of two authenticators with the same key. It is nobody's proof any more. */
        record Cloned(Passkey passkey) implements Presentation {}
    }

    /**
     * One use.
     *
     * @param discovered nobody was named to the browser, so the authenticator has to say whose it is
     */
    Presentation present(
            Handle handle,
            TenantId tenant,
            PersonId person,
            JsonNode credential,
            String challenge,
            boolean discovered,
            Instant now) {
        Optional<Presented> presented = webAuthn.presented(credential);
        if (presented.isEmpty() || !isHis(handle, tenant, person, presented.get(), discovered)) {
            return new Presentation.Wrong();
        }
        byte[] id = WebAuthn.decoded(presented.get().credentialId());
        Optional<Locked> locked =
                lock(handle, tenant, person, id).filter(each -> each.passkey().counts());
        if (locked.isEmpty()) {
            return new Presentation.Wrong();
        }
        Passkey passkey = locked.get().passkey();
        return switch (webAuthn.verify(presented.get(), locked.get().kept(), challenge)) {
            case Signature.Fails() -> new Presentation.Wrong();
            case Signature.CounterWentBack() -> {
                set(handle, tenant, passkey, "clone_suspected_at = :now", now);
                yield new Presentation.Cloned(passkey);
            }
            case Signature.Holds(var signCount, var backedUp) -> {
                used(handle, tenant, passkey, signCount, backedUp, now);
                yield new Presentation.Right(passkey);
            }
        };
    }

    private boolean isHis(Handle handle, TenantId tenant, PersonId person, Presented presented, boolean discovered) {
        return presented
                .userHandle()
                .map(given -> knownHandle(handle, tenant, person)
                        .filter(given::equals)
                        .isPresent())
                .orElse(!discovered);
    }

    /** @return empty where it does not hold, is somebody's already, or is one too many */
    Optional<Passkey> register(
            Handle handle,
            TenantId tenant,
            PersonId person,
            JsonNode credential,
            String challenge,
            String name,
            Instant now) {
        if (of(handle, tenant, person).size() >= MOST) {
            return Optional.empty();
        }
        return webAuthn.made(credential, challenge).flatMap(made -> {
            UUID method = UUID.randomUUID();
            return insert(handle, tenant, person, method, made, name, now)
                    ? of(handle, tenant, person).stream()
                            .filter(each -> each.methodId().equals(method))
                            .findFirst()
                    : Optional.empty();
        });
    }

    private static boolean insert(
            Handle handle, TenantId tenant, PersonId person, UUID method, Made made, String name, Instant now) {
        return handle.createUpdate("""
                        insert into passkey (tenant_id, person_id, method_id, credential_id, credential, name, model, sign_count,
                            backup_eligible, backed_up, transports, attestation_format, attestation, registered_at)
                        values (:tenant, :person, :method, :credentialId, :credential, :name, :model, :signCount,
                            :backupEligible, :backedUp, :transports, :format, :attestation, :now)
                        on conflict do nothing
                        """)
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("method", method)
                        .bind("credentialId", WebAuthn.decoded(made.credentialId()))
                        .bind("credential", WebAuthn.decoded(made.credential()))
                        .bind("name", name)
                        .bind("model", made.model())
                        .bind("signCount", made.signCount())
                        .bind("backupEligible", made.backupEligible())
                        .bind("backedUp", made.backedUp())
                        .bindArray("transports", String.class, made.transports())
                        .bind("format", made.attestationFormat())
                        .bind("attestation", made.attestation() == null ? null : WebAuthn.decoded(made.attestation()))
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute()
                == 1;
    }

    /** @return whether it was there */
    boolean rename(Handle handle, TenantId tenant, PersonId person, UUID method, String name) {
        return handle.createUpdate("""
                        update passkey set name = :name
                        where tenant_id = :tenant and person_id = :person and method_id = :method
                        """)
                        .bind("name", name)
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("method", method)
                        .execute()
                == 1;
    }

    /** @return whether it was there and had not been confirmed before */
    boolean confirm(Handle handle, TenantId tenant, PersonId person, UUID method, String by, Instant now) {
        return handle.createUpdate("""
                        update passkey set confirmed_at = :now, confirmed_by = :by, doubted_at = null, clone_suspected_at = null
                        where tenant_id = :tenant and person_id = :person and method_id = :method
                            and (confirmed_at is null or doubted_at is not null or clone_suspected_at is not null)
                        """)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("by", by)
                        .bind("tenant", tenant.value())
                        .bind("person", person.value())
                        .bind("method", method)
                        .execute()
                == 1;
    }

    private static void used(
            Handle handle, TenantId tenant, Passkey passkey, long signCount, boolean backedUp, Instant now) {
        handle.createUpdate("""
                        update passkey set sign_count = :signCount, backed_up = :backedUp, last_used_at = :now
                        where tenant_id = :tenant and person_id = :person and method_id = :method
                        """)
                .bind("signCount", signCount)
                .bind("backedUp", backedUp)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("tenant", tenant.value())
                .bind("person", passkey.person().value())
                .bind("method", passkey.methodId())
                .execute();
    }

    private static void set(Handle handle, TenantId tenant, Passkey passkey, String what, Instant now) {
        handle.createUpdate("""
                        update passkey set <what>
                        where tenant_id = :tenant and person_id = :person and method_id = :method
                        """)
                .define("what", what)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("tenant", tenant.value())
                .bind("person", passkey.person().value())
                .bind("method", passkey.methodId())
                .execute();
    }

    private String userHandle(Handle handle, TenantId tenant, PersonId person) {
        return knownHandle(handle, tenant, person).orElseGet(() -> {
            byte[] bytes = new byte[HANDLE_BYTES];
            random.nextBytes(bytes);
            return handle.createQuery("""
                            insert into account (tenant_id, person_id, user_handle) values (:tenant, :person, :handle)
                            on conflict (tenant_id, person_id) do update
                            set user_handle = coalesce(account.user_handle, excluded.user_handle) returning user_handle
                            """)
                    .bind("tenant", tenant.value())
                    .bind("person", person.value())
                    .bind("handle", WebAuthn.encoded(bytes))
                    .mapTo(String.class)
                    .one();
        });
    }

    private static Optional<String> knownHandle(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("""
                        select user_handle from account
                        where tenant_id = :tenant and person_id = :person and user_handle is not null
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .mapTo(String.class)
                .findOne();
    }

    private record Locked(Passkey passkey, Kept kept) {}

    private static Optional<Locked> lock(Handle handle, TenantId tenant, PersonId person, byte[] credentialId) {
        return handle.createQuery("""
                        select <columns>, credential, sign_count from passkey
                        where tenant_id = :tenant and person_id = :person and credential_id = :credential for update
                        """)
                .define("columns", COLUMNS)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("credential", credentialId)
                .map((row, context) -> new Locked(
                        passkey(row, context),
                        new Kept(
                                WebAuthn.encoded(row.getBytes("credential")),
                                row.getLong("sign_count"),
                                row.getBoolean("backup_eligible"),
                                row.getBoolean("backed_up"))))
                .findOne();
    }

    private static Passkey passkey(ResultSet row, StatementContext context) throws SQLException {
        return new Passkey(
                row.getObject("method_id", UUID.class),
                new PersonId(row.getObject("person_id", UUID.class)),
                WebAuthn.encoded(row.getBytes("credential_id")),
                row.getString("name"),
                row.getObject("model", UUID.class),
                row.getBoolean("backup_eligible"),
                row.getBoolean("backed_up"),
                row.getString("attestation_format"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("last_used_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getBoolean("doubted"),
                row.getBoolean("suspected"),
                row.getBoolean("confirmed"));
    }
}
