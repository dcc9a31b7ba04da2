package io.homeward.remediation.page;

import java.util.Optional;

/**
 * Who somebody says to be.
 *
 * @param text as it may be shown again; empty where it is too long for that
 * @param problem what is wrong with it, by the key of its text
 */
record TypedName(String text, Optional<String> problem) {
    private static final int LONGEST = 320;

    static TypedName of(Sent sent) {
        String name = sent.word("name").orElse("");
        if (name.length() > LONGEST) {
            return new TypedName("", Optional.of("identify.too-long"));
        }
        boolean none = name.isEmpty() || name.chars().anyMatch(Character::isISOControl);
        return new TypedName(name, none ? Optional.of("identify.empty") : Optional.empty());
    }
}
