package io.homeward.remediation.mail;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.World;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a letter after it was written. */
@QuarkusTest
@WithTestResource(World.class)
class SendLettersTest {
    private static final Carrier NOBODY = (id, letter, now) -> {
        throw new Carrier.Failed("The mail server is away");
    };

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final PersonId mira = new PersonId(UUID.randomUUID());
    private final String address = UUID.randomUUID() + "@fjord.example";

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    Letters letters;

    @Inject
    SendLetters sender;

    @Inject
    Mailer mailer;

    @Inject
    MockMailbox box;

    private record Row(boolean sealed, boolean sent, boolean aside, int attempts) {}

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void what_it_says_is_sealed_until_it_is_sent_and_forgotten_then() {
        database.in(tenant, handle -> {
            letters.post(handle, tenant, mira, "test", List.of(letter()), Duration.ofDays(1), clock.instant());
            byte[] kept = handle.createQuery("select sealed from letter where person_id = :person")
                    .bind("person", mira.value())
                    .mapTo(byte[].class)
                    .one();
            assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                    .doesNotContain(address)
                    .doesNotContain("Hello");
            return kept;
        });

        eventually(() -> World.lettersTo(address).size() == 1);
        eventually(() -> row().equals(new Row(false, true, false, 1)));
    }

    @Test
    void one_that_cannot_be_sent_waits_longer_each_time_and_is_set_aside_after_days() {
        Instant now = clock.instant();
        Letters.Due due = taken(now);

        sender.send(tenant, due, NOBODY, now);
        assertThat(row()).isEqualTo(new Row(true, false, false, 1));
        assertThat(take(now.plusSeconds(59))).isEmpty();
        List<Letters.Due> again = take(now.plusSeconds(61));
        assertThat(again).extracting(Letters.Due::attempts).containsExactly(2);
        assertThat(take(now.plusSeconds(61 + 119))).isEmpty();

        sender.send(
                tenant, again.getFirst(), NOBODY, now.plus(Duration.ofDays(3)).plusSeconds(1));
        assertThat(row()).isEqualTo(new Row(false, false, true, 2));
        assertThat(take(now.plus(Duration.ofDays(4)))).isEmpty();
    }

    @Test
    void one_that_another_node_is_sending_is_not_taken_and_not_waited_for() throws Exception {
        Instant now = clock.instant();
        taken(now);
        Instant due = now.plusSeconds(61);
        try (var elsewhere = Executors.newSingleThreadExecutor()) {
            List<Letters.Due> others = database.in(tenant, handle -> {
                assertThat(letters.take(handle, tenant, due)).hasSize(1); // and holds it until this ends
                return elsewhere.submit(() -> take(due)).get(5, TimeUnit.SECONDS);
            });
            assertThat(others).isEmpty();
        }
    }

    @Test
    void one_that_nobody_wants_any_more_is_not_sent() {
        Instant now = clock.instant();
        Letters.Due due = taken(now);

        database.in(tenant, handle -> letters.tidy(handle, tenant, now.plus(Duration.ofDays(1))));

        assertThat(row()).isEqualTo(new Row(false, false, true, 1));
        assertThat(due.attempts()).isEqualTo(1);
    }

    @Test
    void one_whose_key_is_gone_or_that_was_copied_to_another_tenant_is_set_aside() {
        Instant now = clock.instant();
        Letters.Due due = taken(now);
        var other = new TenantId(UUID.randomUUID());

        assertThat(letters.open(tenant, due)).isPresent();
        assertThat(letters.open(other, due)).isEmpty();
    }

    @Test
    void the_operators_mail_server_is_handed_text_and_html_and_a_name() throws Exception {
        UUID id = UUID.randomUUID();

        new SmtpCarrier(mailer, "no-reply@fjord.example").carry(id, letter(), clock.instant());

        Mail mail = box.getMailsSentTo(address).getFirst();
        assertThat(mail.getFrom()).isEqualTo("no-reply@fjord.example");
        assertThat(mail.getSubject()).isEqualTo("Hello");
        assertThat(mail.getText()).isEqualTo("the text");
        assertThat(mail.getHtml()).isEqualTo("<p>the text");
        assertThat(mail.getHeaders())
                .containsEntry("Message-ID", List.of("<" + id + "@fjord.example>"))
                .containsEntry("Auto-Submitted", List.of("auto-generated"));
    }

    @Test
    void why_it_failed_names_no_address() {
        Mailer refusing = mails -> {
            throw new IllegalStateException("550 no such box: " + address);
        };

        Carrier.Failed failed =
                catchThrowableOfType(Carrier.Failed.class, () -> new SmtpCarrier(refusing, "no-reply@fjord.example")
                        .carry(UUID.randomUUID(), letter(), clock.instant()));

        assertThat(failed.why()).doesNotContain(address).contains("IllegalStateException");
    }

    private Letter letter() {
        return new Letter(address, "Hello", "the text", "<p>the text");
    }

    /** Written and taken at once, so that the service's own sender does not come first. */
    private Letters.Due taken(Instant now) {
        return database.in(tenant, handle -> {
            letters.post(handle, tenant, mira, "test", List.of(letter()), Duration.ofDays(1), now);
            return letters.take(handle, tenant, now).getFirst();
        });
    }

    private List<Letters.Due> take(Instant now) {
        return database.in(tenant, handle -> letters.take(handle, tenant, now));
    }

    private Row row() {
        return database.in(tenant, handle -> handle.createQuery("""
                        select sealed is not null as sealed, sent_at is not null as sent, set_aside_at is not null as aside, attempts
                        from letter where person_id = :person
                        """)
                .bind("person", mira.value())
                .map((row, context) -> new Row(
                        row.getBoolean("sealed"),
                        row.getBoolean("sent"),
                        row.getBoolean("aside"),
                        row.getInt("attempts")))
                .one());
    }
}
