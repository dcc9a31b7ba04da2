package io.homeward.risk.feedback;

import io.homeward.accessrules.administrator.Act;

/** The actions' names as they stand in paths. */
final class Spoken {
    private Spoken() {}

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
