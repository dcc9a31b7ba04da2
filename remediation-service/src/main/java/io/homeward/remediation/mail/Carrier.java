package io.homeward.remediation.mail;

import java.time.Instant;
import java.util.UUID;

/** Brings a letter on its way. */
interface Carrier {

    /** It could not be brought on its way now. The text names neither the address nor what the letter says. */
    final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        private final String why;

        Failed(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /** @param id the same for every try of one letter */
    void carry(UUID id, Letter letter, Instant now) throws Failed;
}
