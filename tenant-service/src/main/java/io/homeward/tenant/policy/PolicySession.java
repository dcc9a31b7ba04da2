package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.policy.SessionControls;
import io.homeward.accessrules.policy.SignInFrequency;
import io.homeward.accessrules.policy.SignInFrequency.Covers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Graph's {@code sessionControls}: what is demanded of sessions. */
final class PolicySession {
    private static final Set<String> READ = Set.of("signInFrequency", "persistentBrowser");
    private static final Set<String> NOT_EVALUATED = Set.of(
            "cloudAppSecurity",
            "applicationEnforcedRestrictions",
            "disableResilienceDefaults",
            "secureSignInSession",
            "continuousAccessEvaluation",
            "networkAccessSecurity",
            "globalSecureAccessFilteringProfile");
    private static final Set<String> FREQUENCY =
            Set.of("isEnabled", "value", "type", "frequencyInterval", "authenticationType");
    private static final int MOST_HOURS = 23;
    private static final int MOST_DAYS = 365;

    private PolicySession() {}

    static ObjectNode stored(PolicyJson sent) {
        sent.only(READ, NOT_EVALUATED).without(NOT_EVALUATED);
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        sent.child("signInFrequency").ifPresent(frequency -> frequency.only(FREQUENCY, Set.of()));
        sent.child("persistentBrowser").ifPresent(browser -> browser.only(Set.of("isEnabled", "mode"), Set.of()));
        READ.stream().sorted().forEach(name -> stored.set(name, sent.node(name)));
        NOT_EVALUATED.stream().sorted().forEach(stored::putNull);
        return stored;
    }

    /** Empty where nothing is demanded that is switched on. */
    static Optional<SessionControls> controls(PolicyJson json) {
        var controls = new SessionControls(
                json.child("signInFrequency").flatMap(PolicySession::frequency),
                json.child("persistentBrowser").flatMap(PolicySession::browser));
        return controls.equals(SessionControls.NONE) ? Optional.empty() : Optional.of(controls);
    }

    private static Optional<SignInFrequency> frequency(PolicyJson json) {
        Optional<Duration> every = every(json);
        String type = json.text("authenticationType").orElse("primaryAndSecondaryAuthentication");
        Covers covers =
                switch (type) {
                    case "primaryAndSecondaryAuthentication" -> Covers.PRIMARY_AND_SECONDARY;
                    case "secondaryAuthentication" -> Covers.SECONDARY;
                    default -> throw GraphPolicy.unknown("authenticationType", type);
                };
        return enabled(json) ? Optional.of(new SignInFrequency(every, covers)) : Optional.empty();
    }

    /** Empty for every time. */
    private static Optional<Duration> every(PolicyJson json) {
        String interval = json.text("frequencyInterval").orElse("timeBased");
        boolean named = !json.node("value").isNull() || !json.node("type").isNull();
        return switch (interval) {
            case "everyTime" -> {
                if (named) {
                    throw GraphPolicy.invalid("With everyTime 'value' and 'type' are null.");
                }
                yield Optional.empty();
            }
            case "timeBased" -> Optional.of(time(json));
            default -> throw GraphPolicy.unknown("frequencyInterval", interval);
        };
    }

    private static Duration time(PolicyJson json) {
        JsonNode value = json.node("value");
        String type = json.text("type").orElse("");
        if (!value.isInt()) {
            throw GraphPolicy.invalid("The 'value' of 'signInFrequency' is a whole number.");
        }
        int number = value.intValue();
        return switch (type) {
            case "hours" -> Duration.ofHours(within(number, MOST_HOURS, type));
            case "days" -> Duration.ofDays(within(number, MOST_DAYS, type));
            default -> throw GraphPolicy.unknown("type", type);
        };
    }

    private static int within(int number, int most, String type) {
        if (number < 1 || number > most) {
            throw GraphPolicy.invalid("A 'signInFrequency' in %s is 1 to %d.".formatted(type, most));
        }
        return number;
    }

    /** No session here outlives its browser's, so {@code never} is kept by itself and {@code always} could not be. */
    private static Optional<SessionControls.PersistentBrowser> browser(PolicyJson json) {
        String mode = json.text("mode").orElse("");
        boolean on = enabled(json);
        return switch (mode) {
            case "never" -> on ? Optional.of(SessionControls.PersistentBrowser.NEVER) : Optional.empty();
            case "always" -> {
                if (on) {
                    throw GraphPolicy.notEvaluated("persistentBrowser always");
                }
                yield Optional.empty();
            }
            default -> throw GraphPolicy.unknown("mode", mode);
        };
    }

    /** What is written down is meant, unless it says that it is not. */
    private static boolean enabled(PolicyJson json) {
        JsonNode enabled = json.node("isEnabled");
        if (!enabled.isNull() && !enabled.isBoolean()) {
            throw GraphPolicy.invalid("'isEnabled' is true or false.");
        }
        return enabled.asBoolean(true);
    }
}
