package io.homeward.remediation.mail;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.mail.MailSettings.Way;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.mailer.Mailer;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Sends what waits in {@link Letters}. Several processes may do it at once: each letter is taken by one of them. */
@Singleton
public class SendLetters {
    private static final Logger LOG = Logger.getLogger(SendLetters.class);

    private final Letters letters;
    private final MailSettings settings;
    private final Optional<Carrier> carrier;
    private final TenantDatabase database;
    private final InstantSource clock;

    SendLetters(Letters letters, MailSettings settings, Mailer mailer, TenantDatabase database, InstantSource clock) {
        this.letters = letters;
        this.settings = settings;
        this.carrier = carrier(settings, mailer);
        this.database = database;
        this.clock = clock;
    }

    /** @throws IllegalStateException where no folder is named; the service does not start */
    private static Optional<Carrier> carrier(MailSettings settings, Mailer mailer) {
        return switch (settings.way()) {
            case OFF -> Optional.empty();
            case FOLDER ->
                Optional.of(new FolderCarrier(
                        settings.folder()
                                .orElseThrow(() -> new IllegalStateException(
                                        "homeward.mail.way is folder: homeward.mail.folder is needed")),
                        settings.from()));
            case SMTP -> Optional.of(new SmtpCarrier(mailer, settings.from()));
        };
    }

    void start(@Observes StartupEvent event) {
        if (settings.way() == Way.OFF) {
            LOG.warn(
                    "homeward.mail.way is off: nobody is told of changes to his account, and no forgotten password is reset by its owner");
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void send() {
        if (carrier.isPresent()) {
            for (TenantId tenant : letters.tenants()) {
                sendOf(tenant, carrier.get());
            }
        }
    }

    private void sendOf(TenantId tenant, Carrier with) {
        Instant now = clock.instant();
        database.in(tenant, handle -> letters.tidy(handle, tenant, now));
        for (Letters.Due due : database.in(tenant, handle -> letters.take(handle, tenant, now))) {
            send(tenant, due, with, now);
        }
    }

    void send(TenantId tenant, Letters.Due due, Carrier with, Instant now) {
        Optional<Letter> letter = letters.open(tenant, due);
        if (letter.isEmpty()) {
            setAside(tenant, due.id(), "it was sealed with a key that is gone", now);
            return;
        }
        try {
            with.carry(due.id(), letter.get(), now);
            database.in(tenant, handle -> letters.sent(handle, tenant, due.id(), now));
        } catch (Carrier.Failed e) {
            if (due.givesUp(settings.givesUpAfter(), now)) {
                setAside(tenant, due.id(), e.why(), now);
            } else {
                LOG.infof("Letter %s of tenant %s waits: %s", due.id(), tenant, e.why());
            }
        }
    }

    private void setAside(TenantId tenant, UUID letter, String because, Instant now) {
        LOG.warnf("Letter %s of tenant %s is set aside: %s", letter, tenant, because);
        database.in(tenant, handle -> letters.setAside(handle, tenant, letter, now));
    }
}
