package io.homeward.remediation.mail;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What stands in a letter, before it is laid out.
 *
 * @param code shown by itself, large
 * @param link at most one
 * @param closing small, at the end
 */
public record Sheet(
        Language language,
        String subject,
        String greeting,
        List<String> paragraphs,
        Optional<String> code,
        Optional<Link> link,
        List<String> closing) {

    /** @param about what stands above it */
    public record Link(String about, String label, URI to) {
        public Link {
            requireNonNull(about, "about");
            requireNonNull(label, "label");
            requireNonNull(to, "to");
        }
    }

    public Sheet {
        requireNonNull(language, "language");
        requireNonNull(subject, "subject");
        requireNonNull(greeting, "greeting");
        paragraphs = List.copyOf(paragraphs);
        requireNonNull(code, "code");
        requireNonNull(link, "link");
        closing = List.copyOf(closing);
    }
}
