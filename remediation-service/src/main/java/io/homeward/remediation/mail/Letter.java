package io.homeward.remediation.mail;

import static java.util.Objects.requireNonNull;

/**
 * A message to one address.
 *
 * @param text the whole of it, for those who read plain text
 * @param html the same
 */
public record Letter(String to, String subject, String text, String html) {
    public Letter {
        requireNonNull(to, "to");
        requireNonNull(subject, "subject");
        requireNonNull(text, "text");
        requireNonNull(html, "html");
        if (to.isBlank()
                || to.chars().anyMatch(Character::isISOControl)
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Neither an address nor a subject is empty or has control characters");
        }
    }

    @Override
    public String toString() {
        return "Letter";
    }
}
