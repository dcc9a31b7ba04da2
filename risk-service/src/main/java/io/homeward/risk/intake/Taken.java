package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.risk.signin.Kept;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of one tenant's part of a batch.
 *
 * @param fresh sign-ins that were not there before, as they are kept
 * @param known those that were
 * @param detections how many detections were found
 * @param raised whose risk was raised
 * @param alerts how many sources were not known to guess before
 * @param risks of everybody with a fresh sign-in who was ever flagged, as they are now
 */
public record Taken(
        List<Kept> fresh,
        List<Kept> known,
        int detections,
        Set<PersonId> raised,
        int alerts,
        Map<PersonId, UserRisk> risks) {
    public static final Taken NOTHING = new Taken(List.of(), List.of(), 0, Set.of(), 0, Map.of());

    public Taken {
        fresh = List.copyOf(fresh);
        known = List.copyOf(known);
        raised = Set.copyOf(raised);
        risks = Map.copyOf(risks);
    }

    /** This, and what came after it. */
    public Taken and(Taken next) {
        return new Taken(
                Stream.concat(fresh.stream(), next.fresh.stream()).toList(),
                Stream.concat(known.stream(), next.known.stream()).toList(),
                detections + next.detections,
                Stream.concat(raised.stream(), next.raised.stream()).collect(Collectors.toSet()),
                alerts + next.alerts,
                Stream.concat(risks.entrySet().stream(), next.risks.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, later) -> later)));
    }

    /** How many sign-ins were not there before. */
    public int added() {
        return fresh.size();
    }
}
