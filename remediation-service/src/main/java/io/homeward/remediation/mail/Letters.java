package io.homeward.remediation.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.mail.MailSettings.Way;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.vault.Sealed;
import io.homeward.vault.Vault;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Letters that wait, and how many somebody was sent lately. */
@Singleton
public class Letters {
    private static final int MOST_AT_ONCE = 20;

    /** So long it is known that a letter was sent, or was not. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final int FORGOTTEN_AT_ONCE = 100;

    private final TenantDatabase database;
    private final Vault vault;
    private final MailSettings settings;

    Letters(TenantDatabase database, Vault vault, MailSettings settings) {
        this.database = database;
        this.vault = vault;
        this.settings = settings;
    }

    /** A letter that is due. */
    record Due(UUID id, Sealed sealed, int attempts, Instant createdAt) {
        boolean givesUp(Duration after, Instant now) {
            return !now.isBefore(createdAt.plus(after));
        }
    }

    /** Whether letters leave at all. */
    public boolean leave() {
        return settings.way() != Way.OFF;
    }

    /**
     * Writes letters of one kind to one person, in the transaction of what they tell. What would be one too many is not written.
     *
     * @param kind for the count, and for whoever looks why nothing came
     * @param useful how long anybody wants it
     * @return whether they will be sent
     */
    public boolean post(
            Handle handle,
            TenantId tenant,
            PersonId person,
            String kind,
            Collection<Letter> letters,
            Duration useful,
            Instant now) {
        if (!leave() || letters.isEmpty() || tooMany(handle, tenant, person, kind, letters.size(), now)) {
            return false;
        }
        for (Letter letter : letters) {
            insert(handle, tenant, person, kind, letter, now.plus(useful), now);
        }
        return true;
    }

    /** @param more one for each of his addresses */
    private boolean tooMany(Handle handle, TenantId tenant, PersonId person, String kind, int more, Instant now) {
        return handle.createQuery("""
                        select count(*) from letter
                        where tenant_id = :tenant and person_id = :person and kind = :kind and created_at > :since
                        """)
                                .bind("tenant", tenant.value())
                                .bind("person", person.value())
                                .bind("kind", kind)
                                .bind("since", now.minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                                .mapTo(Integer.class)
                                .one()
                        + more
                > settings.perKindAndHour() * more;
    }

    private void insert(
            Handle handle, TenantId tenant, PersonId person, String kind, Letter letter, Instant useless, Instant now) {
        UUID id = UUID.randomUUID();
        handle.createUpdate("""
                        insert into letter (tenant_id, letter_id, person_id, kind, sealed, created_at, useless_at, not_before)
                        values (:tenant, :id, :person, :kind, :sealed, :now, :useless, :now)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("person", person.value())
                .bind("kind", kind)
                .bind("sealed", vault.seal(binding(tenant, id), json(letter)).bytes())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("useless", useless.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** The tenants of which something waits. */
    List<TenantId> tenants() {
        return database.inEach(List.of(), handle -> handle.createQuery("select tenants_with_letters()")
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
    }

    /** Takes some that are due; until their next try is due nobody else takes them. */
    List<Due> take(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery("""
                        update letter set attempts = attempts + 1,
                            not_before = cast(:now as timestamptz) + least(interval '1 hour', interval '1 minute' * power(2, least(attempts, 10)))
                        where tenant_id = :tenant and letter_id in (
                            select letter_id from letter
                            where tenant_id = :tenant and sent_at is null and set_aside_at is null and not_before <= :now
                            order by not_before limit :most for update skip locked)
                        returning letter_id, sealed, attempts, created_at
                        """)
                .bind("tenant", tenant.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("most", MOST_AT_ONCE)
                .map((row, context) -> new Due(
                        row.getObject("letter_id", UUID.class),
                        Sealed.of(row.getBytes("sealed")),
                        row.getInt("attempts"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What it says; empty where it was sealed with a key that is gone. */
    Optional<Letter> open(TenantId tenant, Due due) {
        return vault.opened(binding(tenant, due.id()), due.sealed().bytes()).map(Letters::letter);
    }

    int sent(Handle handle, TenantId tenant, UUID letter, Instant now) {
        return handle.createUpdate("""
                        update letter set sent_at = :now, sealed = null where tenant_id = :tenant and letter_id = :id
                        """)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("tenant", tenant.value())
                .bind("id", letter)
                .execute();
    }

    int setAside(Handle handle, TenantId tenant, UUID letter, Instant now) {
        return handle.createUpdate("""
                        update letter set set_aside_at = :now, sealed = null where tenant_id = :tenant and letter_id = :id
                        """)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("tenant", tenant.value())
                .bind("id", letter)
                .execute();
    }

    /** What nobody wants any more is set aside, and what was done long ago forgotten. */
    int tidy(Handle handle, TenantId tenant, Instant now) {
        handle.createUpdate("""
                        delete from letter where tenant_id = :tenant and letter_id in (
                            select letter_id from letter
                            where tenant_id = :tenant and created_at < :before and (sent_at is not null or set_aside_at is not null)
                            limit :most for update skip locked)
                        """)
                .bind("tenant", tenant.value())
                .bind("before", now.minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .bind("most", FORGOTTEN_AT_ONCE)
                .execute();
        return handle.createUpdate("""
                        update letter set set_aside_at = :now, sealed = null
                        where tenant_id = :tenant and sent_at is null and set_aside_at is null and useless_at <= :now
                        """)
                .bind("tenant", tenant.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static byte[] json(Letter letter) {
        try {
            return FeedJson.mapper().writeValueAsBytes(letter);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A letter cannot be written", e);
        }
    }

    private static Letter letter(byte[] json) {
        try {
            return FeedJson.mapper().readValue(json, Letter.class);
        } catch (IOException e) {
            throw new IllegalStateException("A letter that we have sealed cannot be read", e);
        }
    }

    private static String binding(TenantId tenant, UUID letter) {
        return "letter/" + tenant + "/" + letter;
    }
}
