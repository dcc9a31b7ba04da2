package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Strength;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Graph's {@code grantControls} and {@code sessionControls}: what is demanded. */
final class PolicyGrant {
    private static final String MFA_STRENGTH = "00000000-0000-0000-0000-000000000002";
    private static final String PHISHING_RESISTANT_STRENGTH = "00000000-0000-0000-0000-000000000004";
    private static final Set<String> NOT_EVALUATED = Set.of("customAuthenticationFactors", "termsOfUse");
    private static final Set<String> KNOWN_ELSEWHERE = Set.of(
            "compliantDevice", "domainJoinedDevice", "approvedApplication", "compliantApplication", "riskRemediation");
    private static final Set<String> SESSION_NOT_EVALUATED = Set.of(
            "persistentBrowser",
            "cloudAppSecurity",
            "applicationEnforcedRestrictions",
            "disableResilienceDefaults",
            "secureSignInSession",
            "continuousAccessEvaluation",
            "globalSecureAccessFilteringProfile");
    private static final Set<String> FREQUENCY =
            Set.of("isEnabled", "value", "type", "frequencyInterval", "authenticationType");

    private PolicyGrant() {}

    static ObjectNode stored(PolicyJson sent) {
        sent.only(Set.of("operator", "builtInControls", "authenticationStrength"), NOT_EVALUATED)
                .without(NOT_EVALUATED);
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.put("operator", operator(sent).name());
        stored.set("builtInControls", sent.list("builtInControls"));
        stored.set("customAuthenticationFactors", JsonNodeFactory.instance.arrayNode());
        stored.set("termsOfUse", JsonNodeFactory.instance.arrayNode());
        stored.set(
                "authenticationStrength",
                sent.child("authenticationStrength")
                        .map(strength -> JsonNodeFactory.instance
                                .objectNode()
                                .put("id", strength.text("id").orElse("")))
                        .orElse(null));
        return stored;
    }

    static Grant grant(Optional<PolicyJson> json) {
        return json.map(PolicyGrant::grant).orElse(Grant.NOTHING);
    }

    private static Grant grant(PolicyJson json) {
        var controls = new HashSet<Control>();
        for (String text : json.texts("builtInControls")) {
            controls.add(control(text));
        }
        Strength strength = Strength.ANY_MFA;
        Optional<PolicyJson> wanted = json.child("authenticationStrength");
        if (wanted.isPresent()) {
            strength = strength(wanted.get().text("id").orElse(""));
            controls.add(Control.MFA);
        }
        if (controls.isEmpty()) {
            throw GraphPolicy.invalid("grantControls name at least one control.");
        }
        return new Grant(operator(json), controls, strength, Set.of());
    }

    private static Control control(String text) {
        return Arrays.stream(Control.values())
                .filter(control -> control.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> KNOWN_ELSEWHERE.contains(text)
                        ? GraphPolicy.notEvaluated(text)
                        : GraphPolicy.unknown("builtInControls", text));
    }

    private static Strength strength(String id) {
        return switch (id) {
            case MFA_STRENGTH -> Strength.ANY_MFA;
            case PHISHING_RESISTANT_STRENGTH -> Strength.PHISHING_RESISTANT;
            default -> throw GraphPolicy.notEvaluated("authenticationStrength " + id);
        };
    }

    private static Grant.Operator operator(PolicyJson json) {
        String text = json.text("operator").orElse("AND");
        return Arrays.stream(Grant.Operator.values())
                .filter(operator -> operator.name().equals(text))
                .findFirst()
                .orElseThrow(() -> GraphPolicy.unknown("operator", text));
    }

    static ObjectNode storedSession(PolicyJson sent) {
        sent.only(Set.of("signInFrequency"), SESSION_NOT_EVALUATED).without(SESSION_NOT_EVALUATED);
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        sent.child("signInFrequency").ifPresent(frequency -> frequency.only(FREQUENCY, Set.of()));
        stored.set("signInFrequency", sent.node("signInFrequency"));
        SESSION_NOT_EVALUATED.stream().sorted().forEach(name -> stored.set(name, null));
        return stored;
    }

    /**
     * Asking for everything anew each time is what a risk policy does here anyway, and the templates for such policies say so; any other
     * frequency would be a promise that nobody keeps.
     */
    static void checkSession(JsonNode session, Policy policy) {
        JsonNode frequency = session.path("signInFrequency");
        if (!frequency.isObject()) {
            return;
        }
        boolean everyTime = frequency.path("frequencyInterval").asText().equals("everyTime");
        if (!everyTime || !(policy.aboutUserRisk() || policy.aboutSignInRisk())) {
            throw GraphPolicy.notEvaluated("signInFrequency");
        }
    }
}
