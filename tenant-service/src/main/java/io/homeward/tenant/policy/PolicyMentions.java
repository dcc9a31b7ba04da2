package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.IdText;
import io.homeward.tenant.policy.Mentions.Kind;
import io.homeward.tenant.policy.Mentions.Mention;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds the ids in a policy's JSON. Words that stand for many are none. */
final class PolicyMentions {
    private static final Map<String, Kind> LISTS = Map.ofEntries(
            Map.entry("/conditions/users/includeUsers", Kind.USER),
            Map.entry("/conditions/users/excludeUsers", Kind.USER),
            Map.entry("/conditions/users/includeGroups", Kind.GROUP),
            Map.entry("/conditions/users/excludeGroups", Kind.GROUP),
            Map.entry("/conditions/users/includeRoles", Kind.ROLE),
            Map.entry("/conditions/users/excludeRoles", Kind.ROLE),
            Map.entry("/conditions/applications/includeApplications", Kind.APPLICATION),
            Map.entry("/conditions/applications/excludeApplications", Kind.APPLICATION),
            Map.entry("/conditions/locations/includeLocations", Kind.LOCATION),
            Map.entry("/conditions/locations/excludeLocations", Kind.LOCATION));
    private static final String STRENGTH = "/grantControls/authenticationStrength/id";

    private PolicyMentions() {}

    static Mentions of(JsonNode policy) {
        Set<Mention> found = new LinkedHashSet<>();
        LISTS.forEach((path, kind) -> policy.at(path).forEach(text -> id(text).ifPresent(
                        id -> found.add(new Mention(kind, path.substring(path.lastIndexOf('/') + 1), id)))));
        id(policy.at(STRENGTH)).ifPresent(id -> found.add(new Mention(Kind.STRENGTH, "authenticationStrength", id)));
        return new Mentions(found);
    }

    private static Optional<UUID> id(JsonNode text) {
        return IdText.find(
                text.asText(),
                UUID::fromString); // All, None and their like; nonsense was refused when the policy was read
    }
}
