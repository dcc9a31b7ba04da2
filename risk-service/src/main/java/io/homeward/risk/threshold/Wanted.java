package io.homeward.risk.threshold;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.budget.Budgets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A change of settings as it is asked for: what is not named stays, and null is what is shipped. */
final class Wanted {
    /** Less than one sign-in in a million is nobody's budget but a mistake of the decimal point. */
    private static final double LEAST = 1e-6;

    /** Who challenges every second sign-in wants a policy that asks always. */
    private static final double MOST = .5;

    /** With nearly all attackers taken for targeted ones nobody else would be found. */
    private static final double MOST_TARGETED = .9;

    private static final int LONGEST_REASON = 500;
    private static final Set<String> NAMES = Set.of("low", "medium", "high", "targeted", "reason");

    private final JsonNode body;

    private Wanted(JsonNode body) {
        this.body = body;
    }

    /** @throws Refusal {@link Fault#BAD_THRESHOLDS} where it is no object of the names known, or its reason no text */
    static Wanted of(JsonNode body) {
        if (!body.isObject()) {
            throw refused("An object with low, medium, high and targeted is expected.");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!NAMES.contains(name) && !name.startsWith("@odata.")) {
                throw refused("There is no '%s'; known are low, medium, high, targeted and reason.".formatted(name));
            }
        });
        var wanted = new Wanted(body);
        wanted.reason();
        return wanted;
    }

    String reason() {
        JsonNode reason = body.path("reason");
        if (reason.isMissingNode() || reason.isNull()) {
            return "";
        }
        if (!reason.isTextual()
                || reason.asText().length() > LONGEST_REASON
                || reason.asText().indexOf('\0') >= 0) {
            throw refused("'reason' is a text of at most %d characters.".formatted(LONGEST_REASON));
        }
        return reason.asText().strip();
    }

    /** @throws Refusal {@link Fault#BAD_THRESHOLDS} where what comes of it is not possible, and why */
    Settings from(Settings present) {
        Budgets before = present.effective();
        double low = share("low", before.low(), Budgets.SHIPPED.low());
        double medium = share("medium", before.medium(), Budgets.SHIPPED.medium());
        double high = share("high", before.high(), Budgets.SHIPPED.high());
        if (!(high <= medium && medium <= low)) {
            throw refused(String.format(
                    Locale.ROOT,
                    "A level cannot be reached by more sign-ins than the one below it: low %s, medium %s, high %s.",
                    low,
                    medium,
                    high));
        }
        var budgets = new Budgets(low, medium, high);
        double shipped = Tuning.SHIPPED.attackers().targeted();
        double targeted = number("targeted", present.effectiveTargeted(), shipped);
        if (!(targeted >= 0 && targeted <= MOST_TARGETED)) {
            throw refused("'targeted' is a share from 0 to %s.".formatted(MOST_TARGETED));
        }
        return new Settings(
                present.version(),
                budgets.equals(Budgets.SHIPPED) ? Optional.empty() : Optional.of(budgets),
                targeted == shipped ? Optional.empty() : Optional.of(targeted));
    }

    private double share(String name, double present, double shipped) {
        double share = number(name, present, shipped);
        if (!(share >= LEAST && share <= MOST)) {
            throw refused("'%s' is a share from 0.000001 to %s, such as %s for %s %% of sign-ins."
                    .formatted(name, MOST, shipped, 100 * shipped));
        }
        return share;
    }

    private double number(String name, double present, double shipped) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return present;
        }
        if (value.isNull()) {
            return shipped;
        }
        if (!value.isNumber()) {
            throw refused("'%s' is a number.".formatted(name));
        }
        return value.asDouble();
    }

    private static Refusal refused(String detail) {
        return new Refusal(Fault.BAD_THRESHOLDS, detail);
    }
}
