package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import java.util.Set;

/**
 * What came of a batch.
 *
 * @param added how many sign-ins were not there before
 * @param detections how many detections were found
 * @param raised whose risk was raised
 * @param alerts how many sources were not known to guess before
 */
public record Taken(int added, int detections, Set<PersonId> raised, int alerts) {
    static final Taken NOTHING = new Taken(0, 0, Set.of(), 0);

    public Taken {
        raised = Set.copyOf(raised);
    }
}
