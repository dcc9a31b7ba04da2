package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.TransferMethod;
import io.homeward.accessrules.policy.UserAction;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Graph's {@code conditionalAccessConditionSet} but for whom it is about: for what and when. */
final class PolicyConditions {
    private static final String ALL = "All";
    private static final String NONE = "None";
    private static final Set<String> APPLICATION_WORDS = Set.of(ALL, NONE);
    /** Suites of applications that exist in Microsoft's cloud and not here. */
    private static final Set<String> APPLICATIONS_ELSEWHERE = Set.of("Office365", "MicrosoftAdminPortals");

    private static final Set<String> READ = Set.of(
            "users",
            "applications",
            "clientAppTypes",
            "userRiskLevels",
            "signInRiskLevels",
            "locations",
            "platforms",
            "devices",
            "authenticationFlows");
    private static final Set<String> NOT_EVALUATED = Set.of(
            "servicePrincipalRiskLevels",
            "insiderRiskLevels",
            "agentIdRiskLevels",
            "deviceStates",
            "clients",
            "clientApplications",
            "times");
    private static final Set<String> APPLICATIONS_NOT_EVALUATED = Set.of(
            "includeAuthenticationContextClassReferences", "applicationFilter", "globalSecureAccess", "networkAccess");

    private PolicyConditions() {}

    /** As kept: known sections only, absent ones null, absent lists empty. */
    static ObjectNode stored(PolicyJson sent) {
        sent.only(READ, NOT_EVALUATED).without(NOT_EVALUATED);
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.set("userRiskLevels", sent.list("userRiskLevels"));
        stored.set("signInRiskLevels", sent.list("signInRiskLevels"));
        // Graph's own service takes a missing list for everything, and refuses an empty one.
        stored.set("clientAppTypes", sent.has("clientAppTypes") ? sent.list("clientAppTypes") : array("all"));
        stored.set("servicePrincipalRiskLevels", JsonNodeFactory.instance.arrayNode());
        List.of("insiderRiskLevels", "clientApplications").forEach(stored::putNull);
        stored.set("applications", applications(required(sent, "applications")));
        stored.set("users", PolicyUsers.stored(required(sent, "users")));
        stored.set(
                "locations",
                sent.child("locations").map(PolicyPlaces::storedLocations).orElse(null));
        stored.set(
                "platforms",
                sent.child("platforms").map(PolicyPlaces::storedPlatforms).orElse(null));
        stored.set(
                "devices",
                sent.child("devices").map(PolicyPlaces::storedDevices).orElse(null));
        stored.set(
                "authenticationFlows",
                sent.child("authenticationFlows").map(PolicyConditions::flows).orElse(null));
        return stored;
    }

    static PolicyJson required(PolicyJson sent, String section) {
        return sent.child(section).orElseThrow(() -> GraphPolicy.invalid("conditions need '%s'.".formatted(section)));
    }

    private static ObjectNode applications(PolicyJson sent) {
        sent.only(
                        Set.of("includeApplications", "excludeApplications", "includeUserActions"),
                        APPLICATIONS_NOT_EVALUATED)
                .without(APPLICATIONS_NOT_EVALUATED);
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.set("includeApplications", sent.list("includeApplications"));
        stored.set("excludeApplications", sent.list("excludeApplications"));
        stored.set("includeUserActions", sent.list("includeUserActions"));
        stored.set("includeAuthenticationContextClassReferences", JsonNodeFactory.instance.arrayNode());
        stored.putNull("applicationFilter");
        return stored;
    }

    private static ObjectNode flows(PolicyJson sent) {
        sent.only(Set.of("transferMethods"), Set.of());
        return JsonNodeFactory.instance
                .objectNode()
                .put("transferMethods", sent.text("transferMethods").orElse("none"));
    }

    static Conditions conditions(PolicyJson json) {
        PolicyJson applications = required(json, "applications");
        Set<UserAction> actions = applications.texts("includeUserActions").stream()
                .map(text -> UserAction.ofWire(text).orElseThrow(() -> GraphPolicy.unknown("includeUserActions", text)))
                .collect(Collectors.toSet());
        return new Conditions(
                levels(json, "userRiskLevels"),
                levels(json, "signInRiskLevels"),
                applications(applications, !actions.isEmpty()),
                json.texts("clientAppTypes").stream()
                        .map(text -> ClientAppType.ofWire(text)
                                .orElseThrow(() -> GraphPolicy.unknown("clientAppTypes", text)))
                        .collect(Collectors.toSet()),
                Set.of(),
                actions,
                json.child("locations").map(PolicyPlaces::locations),
                json.child("platforms").map(PolicyPlaces::platforms),
                json.child("devices").flatMap(PolicyPlaces::devices),
                json.child("authenticationFlows")
                        .map(PolicyConditions::transferMethods)
                        .orElse(Set.of()));
    }

    /** @param actions whether the policy is about doing something, and then about no application */
    private static Conditions.Applications applications(PolicyJson json, boolean actions) {
        List<String> included = json.texts("includeApplications");
        for (String list : List.of("includeApplications", "excludeApplications")) {
            json.texts(list).stream()
                    .filter(APPLICATIONS_ELSEWHERE::contains)
                    .findFirst()
                    .ifPresent(suite -> {
                        throw GraphPolicy.notEvaluated(suite);
                    });
        }
        if (actions) {
            if (!included.isEmpty() || !json.texts("excludeApplications").isEmpty()) {
                throw GraphPolicy.invalid("A policy names applications or 'includeUserActions', not both.");
            }
            return Conditions.Applications.NONE;
        }
        if (included.isEmpty()) {
            throw GraphPolicy.invalid("'includeApplications' names All, None or applications.");
        }
        if (included.size() > 1 && included.stream().anyMatch(APPLICATION_WORDS::contains)) {
            throw GraphPolicy.invalid("In 'includeApplications' All and None stand alone.");
        }
        return new Conditions.Applications(
                included.contains(ALL),
                Set.copyOf(json.ids("includeApplications", APPLICATION_WORDS, ApplicationId::new)),
                Set.copyOf(json.ids("excludeApplications", Set.of(), ApplicationId::new)));
    }

    private static Set<TransferMethod> transferMethods(PolicyJson json) {
        var methods = new HashSet<TransferMethod>();
        Arrays.stream(json.text("transferMethods").orElse("none").split(",", -1))
                .map(String::strip)
                .filter(text -> !text.equals("none"))
                .map(text ->
                        TransferMethod.ofWire(text).orElseThrow(() -> GraphPolicy.unknown("transferMethods", text)))
                .forEach(methods::add);
        return methods;
    }

    private static Set<RiskLevel> levels(PolicyJson json, String field) {
        return json.texts(field).stream()
                .map(text -> RiskLevel.ofWire(text).orElseThrow(() -> GraphPolicy.unknown(field, text)))
                .collect(Collectors.toSet());
    }

    private static JsonNode array(String only) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        return array.add(only);
    }
}
