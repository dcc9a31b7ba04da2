package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.risk.RiskLevel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Graph's {@code conditionalAccessConditionSet}: whom, for what and when. */
final class PolicyConditions {
    private static final String ALL = "All";
    private static final String NONE = "None";
    private static final String OUTSIDERS = "GuestsOrExternalUsers";
    private static final Set<String> USER_WORDS = Set.of(ALL, NONE, OUTSIDERS);
    private static final Set<String> APPLICATION_WORDS = Set.of(ALL, NONE);
    private static final Set<String> READ =
            Set.of("users", "applications", "clientAppTypes", "userRiskLevels", "signInRiskLevels");
    private static final Set<String> NOT_EVALUATED = Set.of(
            "servicePrincipalRiskLevels",
            "insiderRiskLevels",
            "agentIdRiskLevels",
            "platforms",
            "locations",
            "devices",
            "deviceStates",
            "authenticationFlows",
            "clientApplications",
            "times");
    private static final List<String> USER_LISTS =
            List.of("includeUsers", "excludeUsers", "includeGroups", "excludeGroups", "includeRoles", "excludeRoles");
    private static final List<String> USER_OBJECTS =
            List.of("includeGuestsOrExternalUsers", "excludeGuestsOrExternalUsers");
    private static final Set<String> APPLICATIONS_NOT_EVALUATED = Set.of(
            "includeUserActions",
            "includeAuthenticationContextClassReferences",
            "applicationFilter",
            "globalSecureAccess",
            "networkAccess");

    private PolicyConditions() {}

    /** As kept: known sections only, absent lists empty. */
    static ObjectNode stored(PolicyJson sent) {
        sent.only(READ, NOT_EVALUATED).without(NOT_EVALUATED);
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.set("userRiskLevels", sent.list("userRiskLevels"));
        stored.set("signInRiskLevels", sent.list("signInRiskLevels"));
        // Graph's own service takes a missing list for everything, and refuses an empty one.
        stored.set("clientAppTypes", sent.has("clientAppTypes") ? sent.list("clientAppTypes") : array("all"));
        NOT_EVALUATED.stream()
                .filter(name -> !name.endsWith("Levels") && !name.equals("times"))
                .sorted()
                .forEach(name -> stored.set(name, null));
        stored.set("servicePrincipalRiskLevels", JsonNodeFactory.instance.arrayNode());
        stored.set("applications", applications(required(sent, "applications")));
        stored.set("users", users(required(sent, "users")));
        return stored;
    }

    private static PolicyJson required(PolicyJson sent, String section) {
        return sent.child(section).orElseThrow(() -> GraphPolicy.invalid("conditions need '%s'.".formatted(section)));
    }

    private static ObjectNode applications(PolicyJson sent) {
        sent.only(Set.of("includeApplications", "excludeApplications"), APPLICATIONS_NOT_EVALUATED)
                .without(APPLICATIONS_NOT_EVALUATED);
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.set("includeApplications", sent.list("includeApplications"));
        stored.set("excludeApplications", sent.list("excludeApplications"));
        stored.set("includeUserActions", JsonNodeFactory.instance.arrayNode());
        stored.set("includeAuthenticationContextClassReferences", JsonNodeFactory.instance.arrayNode());
        stored.set("applicationFilter", null);
        return stored;
    }

    private static ObjectNode users(PolicyJson sent) {
        var known = new HashSet<>(USER_LISTS);
        known.addAll(USER_OBJECTS);
        sent.only(known, Set.of());
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        USER_LISTS.forEach(name -> stored.set(name, sent.list(name)));
        USER_OBJECTS.forEach(name -> stored.set(name, sent.node(name)));
        return stored;
    }

    static Conditions conditions(PolicyJson json) {
        PolicyJson applications = required(json, "applications");
        List<String> included = applications.texts("includeApplications");
        if (included.isEmpty()) {
            throw GraphPolicy.invalid("'includeApplications' names All, None or applications.");
        }
        return Conditions.of(
                levels(json, "userRiskLevels"),
                levels(json, "signInRiskLevels"),
                new Conditions.Applications(
                        included.contains(ALL),
                        Set.copyOf(applications.ids("includeApplications", APPLICATION_WORDS, ApplicationId::new)),
                        Set.copyOf(applications.ids("excludeApplications", Set.of(), ApplicationId::new))),
                json.texts("clientAppTypes").stream()
                        .map(text -> ClientAppType.ofWire(text)
                                .orElseThrow(() -> GraphPolicy.unknown("clientAppTypes", text)))
                        .collect(Collectors.toSet()));
    }

    private static Set<RiskLevel> levels(PolicyJson json, String field) {
        return json.texts(field).stream()
                .map(text -> RiskLevel.ofWire(text).orElseThrow(() -> GraphPolicy.unknown(field, text)))
                .collect(Collectors.toSet());
    }

    static People people(PolicyJson json) {
        PolicyJson users = required(json, "users");
        return new People(selection(users, "include"), selection(users, "exclude"));
    }

    private static Selection selection(PolicyJson users, String side) {
        List<String> named = users.texts(side + "Users");
        var kinds = new HashSet<ExternalKind>();
        Set<TenantId> homes = users.child(side + "GuestsOrExternalUsers")
                .map(outsiders -> outsiders(outsiders, kinds))
                .orElse(Set.of());
        if (named.contains(OUTSIDERS)) {
            if (!homes.isEmpty()) {
                throw GraphPolicy.invalid("GuestsOrExternalUsers and enumerated externalTenants exclude each other.");
            }
            kinds.addAll(Set.of(ExternalKind.values()));
        }
        if (side.equals("exclude") && named.contains(ALL)) {
            throw GraphPolicy.unknown("excludeUsers", ALL);
        }
        return new Selection(
                named.contains(ALL),
                Set.copyOf(users.ids(side + "Users", USER_WORDS, PersonId::new)),
                Set.copyOf(users.ids(side + "Groups", Set.of(), GroupId::new)),
                Set.copyOf(users.ids(side + "Roles", Set.of(), RoleId::new)),
                kinds,
                homes);
    }

    /** @return the homes they come from; empty means from anywhere */
    private static Set<TenantId> outsiders(PolicyJson json, Set<ExternalKind> kinds) {
        json.only(Set.of("guestOrExternalUserTypes", "externalTenants"), Set.of());
        String types = json.text("guestOrExternalUserTypes").orElse("none");
        Arrays.stream(types.split(","))
                .map(String::strip)
                .filter(type -> !type.equals("none"))
                .map(type -> ExternalKind.ofWire(type)
                        .orElseThrow(() -> GraphPolicy.unknown("guestOrExternalUserTypes", type)))
                .forEach(kinds::add);
        return json.child("externalTenants").map(PolicyConditions::homes).orElse(Set.of());
    }

    private static Set<TenantId> homes(PolicyJson tenants) {
        tenants.only(Set.of("membershipKind", "members"), Set.of());
        String kind = tenants.text("membershipKind").orElse("all");
        return switch (kind) {
            case "all" -> Set.of();
            case "enumerated" -> {
                List<TenantId> members = tenants.ids("members", Set.of(), TenantId::new);
                if (members.isEmpty()) {
                    throw GraphPolicy.invalid("Enumerated externalTenants need members.");
                }
                yield Set.copyOf(members);
            }
            default -> throw GraphPolicy.unknown("membershipKind", kind);
        };
    }

    private static JsonNode array(String only) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        return array.add(only);
    }
}
