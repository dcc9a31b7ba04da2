package io.homeward.remediation.mail;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Lays a sheet out, as text and as HTML: {@code templates/mail}. */
@Singleton
public class Stationery {
    private final Template text;
    private final Template html;
    private final Language otherwise;

    /** @throws IllegalArgumentException where the operator's language is none of those there are; the service does not start */
    Stationery(
            @Location("mail/letter.txt") Template text,
            @Location("mail/letter.html") Template html,
            MailSettings settings) {
        this.text = text;
        this.html = html;
        otherwise = Language.of(settings.language())
                .orElseThrow(() -> new IllegalArgumentException("homeward.mail.language: " + settings.language()));
    }

    /** In which somebody reads, or else the operator's. */
    public Language language(Optional<String> preferred) {
        return preferred.flatMap(Language::of).orElse(otherwise);
    }

    public Letter letter(String to, Sheet sheet) {
        return new Letter(to, oneLine(sheet.subject()), filled(text, sheet), filled(html, sheet));
    }

    private static String filled(Template template, Sheet sheet) {
        TemplateInstance instance = template.data("sheet", sheet);
        return instance.render();
    }

    /** Names of people and tenants have no control characters; a subject with one would be another header. */
    private static String oneLine(String subject) {
        return subject.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
