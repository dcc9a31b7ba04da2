package io.homeward.remediation.enrolment;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.PersonId;

/**
 * Somebody who has shown a ticket that was good at that moment.
 *
 * @param ticket its hash, by which it is used up later
 * @param sessionEpoch at the same moment: a newer ticket raises it, and with that ends what began with this one
 */
public record Admitted(PersonId person, String ticket, long sessionEpoch) {
    public Admitted {
        requireNonNull(person, "person");
        requireNonNull(ticket, "ticket");
    }
}
