package io.homeward.risk.feedback;

import io.homeward.accessrules.administrator.Act;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import java.util.Collection;

/** What actions are called in paths, and how many may be meant by one. */
final class Spoken {
    /** As in the public contract. */
    private static final int MOST_IDS = 60;

    private Spoken() {}

    /** @throws Refusal where more are named than one call may be about */
    static void requireFew(Collection<?> ids, String what) {
        if (ids.size() > MOST_IDS) {
            throw new Refusal(Fault.TOO_MANY_IDS, "At most %d %s can be named in one call.".formatted(MOST_IDS, what));
        }
    }

    /** @param action may be a qualified name */
    static Act act(String action) {
        return switch (action.substring(action.lastIndexOf('.') + 1)) {
            case "dismiss" -> Act.DISMISS;
            case "confirmCompromised" -> Act.CONFIRM_COMPROMISED;
            case "confirmSafe" -> Act.CONFIRM_SAFE;
            default -> throw new IllegalArgumentException("The path lets no other action through: " + action);
        };
    }
}
