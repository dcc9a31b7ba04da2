package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.Strength;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Graph's {@code grantControls}: what is demanded of the person. */
final class PolicyGrant {
    private static final Set<String> NOT_EVALUATED = Set.of("customAuthenticationFactors", "termsOfUse");
    private static final Set<String> KNOWN_ELSEWHERE = Set.of(
            "compliantDevice", "domainJoinedDevice", "approvedApplication", "compliantApplication", "riskRemediation");

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

    static Grant grant(Optional<PolicyJson> json, StrengthBook strengths) {
        return json.map(grant -> grant(grant, strengths)).orElse(Grant.NOTHING);
    }

    private static Grant grant(PolicyJson json, StrengthBook strengths) {
        var controls = new HashSet<Control>();
        for (String text : json.texts("builtInControls")) {
            controls.add(control(text));
        }
        Optional<UUID> strength = json.child("authenticationStrength").map(PolicyGrant::strength);
        if (strength.isPresent()) {
            if (controls.contains(Control.MFA)) {
                throw GraphPolicy.invalid("'mfa' and 'authenticationStrength' demand the same; name one of them.");
            }
            controls.add(Control.MFA);
        }
        if (controls.isEmpty()) {
            throw GraphPolicy.invalid("grantControls name at least one control.");
        }
        var grant = new Grant(operator(json), controls, Strength.ANY_MFA, Set.of());
        return strength.map(id -> strengths.demand(grant, id)).orElse(grant);
    }

    private static UUID strength(PolicyJson json) {
        String id = json.text("id").orElse("");
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw GraphPolicy.unknown("authenticationStrength", id);
        }
    }

    private static Control control(String text) {
        return Arrays.stream(Control.values())
                .filter(control -> control.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> KNOWN_ELSEWHERE.contains(text)
                        ? GraphPolicy.notEvaluated(text)
                        : GraphPolicy.unknown("builtInControls", text));
    }

    private static Grant.Operator operator(PolicyJson json) {
        String text = json.text("operator").orElse("AND");
        return Arrays.stream(Grant.Operator.values())
                .filter(operator -> operator.name().equals(text))
                .findFirst()
                .orElseThrow(() -> GraphPolicy.unknown("operator", text));
    }
}
