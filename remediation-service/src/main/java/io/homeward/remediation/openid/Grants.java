package io.homeward.remediation.openid;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.session.Secrets;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Grants and their refresh tokens. Every method works in the caller's transaction, bound to the grant's tenant. */
@Singleton
class Grants {
    /**
     * So long a token that was used is taken once more, in place of the answer that got lost on its way; what was answered then is void. Whoever
     * has stolen the one or the other gives himself away as before: the next use of what is void ends the grant.
     */
    private static final Duration ANSWER_LOST = Duration.ofSeconds(10);

    private static final int REMOVED_AT_ONCE = 50;

    /** What a refresh token is. */
    sealed interface Shown {
        /** @param successor the hash of what it was used for moments ago */
        record Good(Grant grant, Optional<String> successor) implements Shown {}

        /** It was used before: the grant is over. */
        record Reused(UUID grant) implements Shown {}

        record None() implements Shown {}
    }

    void begin(Handle handle, Grant grant, Instant now) {
        handle.createUpdate("""
                        delete from oauth_grant where tenant_id = :tenant and grant_id in (
                            select grant_id from oauth_grant where tenant_id = :tenant and expires_at < :now
                            order by expires_at limit :most for update skip locked)
                        """)
                .bind("tenant", grant.tenant().value())
                .bind("now", utc(now))
                .bind("most", REMOVED_AT_ONCE)
                .execute();
        handle.createUpdate("""
                        insert into oauth_grant (tenant_id, grant_id, client_id, home_id, person_id, session_id, document, expires_at)
                        values (:tenant, :id, :client, :home, :person, :session, cast(:document as jsonb), :expires)
                        """)
                .bind("tenant", grant.tenant().value())
                .bind("id", grant.id())
                .bind("client", grant.client().value())
                .bind("home", grant.home().value())
                .bind("person", grant.person().value())
                .bind("session", grant.session().value())
                .bind("document", write(grant))
                .bind("expires", utc(grant.expiresAt()))
                .execute();
    }

    /** One that has not ended. */
    Optional<Grant> live(Handle handle, TenantId tenant, UUID grant, Instant now) {
        return handle.createQuery("""
                        select document from oauth_grant
                        where tenant_id = :tenant and grant_id = :id and ended_at is null and expires_at > :now
                        """)
                .bind("tenant", tenant.value())
                .bind("id", grant)
                .bind("now", utc(now))
                .mapTo(String.class)
                .findOne()
                .map(Grants::read);
    }

    void end(Handle handle, TenantId tenant, UUID grant, String because, Instant now) {
        handle.createUpdate("""
                        update oauth_grant set ended_at = :now, ended_because = :because
                        where tenant_id = :tenant and grant_id = :id and ended_at is null
                        """)
                .bind("now", utc(now))
                .bind("because", because)
                .bind("tenant", tenant.value())
                .bind("id", grant)
                .execute();
    }

    String refreshToken(Handle handle, Grant grant, Instant now) {
        Secrets.Secret secret = Secrets.next(grant.tenant());
        handle.createUpdate("""
                        insert into refresh_token (tenant_id, token_hash, grant_id, issued_at) values (:tenant, :hash, :grant, :now)
                        """)
                .bind("tenant", grant.tenant().value())
                .bind("hash", secret.hash())
                .bind("grant", grant.id())
                .bind("now", utc(now))
                .execute();
        return secret.text();
    }

    private record Row(
            Grant grant, Optional<Instant> usedAt, @Nullable String successor) {}

    /** What it is, with the grant locked until the transaction ends: of two who refresh at once one waits. */
    Shown show(Handle handle, TenantId tenant, String token, Instant now) {
        Optional<Row> found = handle.createQuery("""
                        select g.document, t.used_at, t.successor from refresh_token t join oauth_grant g using (tenant_id, grant_id)
                        where t.tenant_id = :tenant and t.token_hash = :hash and g.ended_at is null and g.expires_at > :now for update
                        """)
                .bind("tenant", tenant.value())
                .bind("hash", Secrets.hash(token))
                .bind("now", utc(now))
                .map((row, context) -> new Row(
                        read(row.getString("document")),
                        Optional.ofNullable(row.getObject("used_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        row.getString("successor")))
                .findOne();
        if (found.isEmpty()) {
            return new Shown.None();
        }
        Row row = found.get();
        Optional<Instant> usedAt = row.usedAt();
        boolean answerLost =
                usedAt.filter(at -> !now.isAfter(at.plus(ANSWER_LOST))).isPresent()
                        && row.successor() != null
                        && unused(handle, tenant, row.successor());
        return usedAt.isEmpty() || answerLost
                ? new Shown.Good(row.grant(), Optional.ofNullable(row.successor()))
                : new Shown.Reused(row.grant().id());
    }

    /** @return what takes the place of one that was found good in this transaction; what took it before is void */
    String rotate(Handle handle, Shown.Good good, String token, Instant now) {
        good.successor().ifPresent(lost -> use(handle, good.grant().tenant(), lost, null, now));
        String successor = refreshToken(handle, good.grant(), now);
        use(handle, good.grant().tenant(), Secrets.hash(token), Secrets.hash(successor), now);
        return successor;
    }

    private static void use(Handle handle, TenantId tenant, String hash, @Nullable String successor, Instant now) {
        handle.createUpdate("""
                        update refresh_token set used_at = coalesce(used_at, :now), successor = :successor
                        where tenant_id = :tenant and token_hash = :hash
                        """)
                .bind("now", utc(now))
                .bind("successor", successor)
                .bind("tenant", tenant.value())
                .bind("hash", hash)
                .execute();
    }

    private static boolean unused(Handle handle, TenantId tenant, String hash) {
        return handle.createQuery("""
                        select used_at is null from refresh_token where tenant_id = :tenant and token_hash = :hash
                        """)
                .bind("tenant", tenant.value())
                .bind("hash", hash)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    private static String write(Grant grant) {
        try {
            return FeedJson.mapper().writeValueAsString(grant);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A grant cannot be written", e);
        }
    }

    private static Grant read(String document) {
        try {
            return FeedJson.mapper().readValue(document, Grant.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept grant cannot be read", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
