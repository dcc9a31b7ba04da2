package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Selection;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Graph's {@code conditionalAccessUsers}: whom a policy is about. */
final class PolicyUsers {
    private static final String ALL = "All";
    private static final String NONE = "None";
    private static final String OUTSIDERS = "GuestsOrExternalUsers";
    private static final Set<String> USER_WORDS = Set.of(ALL, NONE, OUTSIDERS);
    private static final List<String> USER_LISTS =
            List.of("includeUsers", "excludeUsers", "includeGroups", "excludeGroups", "includeRoles", "excludeRoles");
    private static final List<String> USER_OBJECTS =
            List.of("includeGuestsOrExternalUsers", "excludeGuestsOrExternalUsers");

    private PolicyUsers() {}

    static ObjectNode stored(PolicyJson sent) {
        var known = new HashSet<>(USER_LISTS);
        known.addAll(USER_OBJECTS);
        sent.only(known, Set.of());
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        USER_LISTS.forEach(name -> stored.set(name, sent.list(name)));
        USER_OBJECTS.forEach(name -> stored.set(name, sent.node(name)));
        return stored;
    }

    static People people(PolicyJson json) {
        PolicyJson users = PolicyConditions.required(json, "users");
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
        return json.child("externalTenants").map(PolicyUsers::homes).orElse(Set.of());
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
}
