package io.homeward.remediation.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import java.time.Instant;
import java.util.UUID;

/** Hands letters to the operator's mail server. */
final class SmtpCarrier implements Carrier {
    private final Mailer mailer;
    private final String from;

    SmtpCarrier(Mailer mailer, String from) {
        this.mailer = mailer;
        this.from = from;
    }

    @Override
    public void carry(UUID id, Letter letter, Instant now) throws Failed {
        Mail mail = Mail.withText(letter.to(), letter.subject(), letter.text())
                .setHtml(letter.html())
                .setFrom(from)
                .addHeader("Message-ID", Eml.messageId(id, from))
                .addHeader("Auto-Submitted", "auto-generated");
        try {
            mailer.send(mail);
        } catch (RuntimeException e) {
            // The server's words may quote the address.
            throw new Failed("The mail server does not take it: " + e.getClass().getSimpleName());
        }
    }
}
