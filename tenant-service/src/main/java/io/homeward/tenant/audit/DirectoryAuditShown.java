package io.homeward.tenant.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.audit.DirectoryAudits.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An entry as Graph's {@code directoryAudit}. Somebody from outside is {@code user_} with his id, and his home tenant; his name is not known
 * to this trail.
 */
@JsonInclude
record DirectoryAuditShown(
        String id,
        String category,
        String correlationId,
        String result,
        String resultReason,
        String activityDisplayName,
        String activityDateTime,
        String loggedByService,
        String operationType,
        InitiatedBy initiatedBy,
        List<TargetResource> targetResources,
        List<KeyValue> additionalDetails) {

    /** By whom policies are logged there, and everything else. */
    private static final String POLICIES = "Conditional Access";

    static final String SERVICE_SQL =
            "case when e.category in ('Policy') then '" + POLICIES + "' else 'Core Directory' end";

    @JsonInclude
    record InitiatedBy(@Nullable User user, @Nullable App app) {}

    /** Graph: {@code auditUserIdentity}; the home tenant only of somebody from outside. */
    @JsonInclude
    record User(
            @Nullable String id,
            @Nullable String displayName,
            @Nullable String userPrincipalName,
            @Nullable String ipAddress,
            @Nullable String homeTenantId,
            @Nullable String homeTenantName) {}

    @JsonInclude
    record App(
            @Nullable String appId,
            @Nullable String displayName,
            @Nullable String servicePrincipalId,
            @Nullable String servicePrincipalName) {}

    @JsonInclude
    record TargetResource(
            String id,
            @Nullable String displayName,
            String type,
            @Nullable String userPrincipalName,
            List<ModifiedProperty> modifiedProperties) {}

    @JsonInclude
    record ModifiedProperty(
            String displayName,
            @Nullable String oldValue,
            @Nullable String newValue) {}

    record KeyValue(String key, String value) {}

    static DirectoryAuditShown of(Recorded recorded) {
        JsonNode entry = recorded.entry();
        return new DirectoryAuditShown(
                entry.path("id").asText(),
                entry.path("category").asText(),
                entry.path("correlation").asText(),
                entry.path("result").asText(),
                entry.path("reason").asText(),
                entry.path("activity").asText(),
                entry.path("at").asText(),
                entry.path("category").asText().equals(Activity.Category.POLICY.wire()) ? POLICIES : "Core Directory",
                entry.path("operation").asText(),
                by(entry),
                each(entry.path("targets")).map(DirectoryAuditShown::target).toList(),
                details(recorded));
    }

    private static InitiatedBy by(JsonNode entry) {
        JsonNode by = entry.path("by");
        return switch (by.path("kind").asText()) {
            case "person" -> new InitiatedBy(user(by, text(entry, "from")), null);
            case "application" ->
                new InitiatedBy(
                        null,
                        new App(
                                text(by, "id"),
                                by.has("displayName") ? text(by, "displayName") : text(by, "homeName"),
                                text(by, "id"),
                                null));
            case "anonymous" -> new InitiatedBy(null, new App(null, "Anonymous", null, null));
            default -> new InitiatedBy(null, new App(null, "Homeward", null, text(by, "name")));
        };
    }

    private static User user(JsonNode by, @Nullable String address) {
        String id = text(by, "id");
        boolean known = by.has("name");
        return new User(
                id,
                known ? text(by, "displayName") : text(by, "homeName"),
                known ? text(by, "name") : id == null ? null : "user_" + id.replace("-", ""),
                address,
                known ? null : text(by, "home"),
                known ? null : text(by, "homeName"));
    }

    private static TargetResource target(JsonNode target) {
        String type = target.path("type").asText();
        boolean user = type.equals("User");
        return new TargetResource(
                target.path("id").asText(),
                user ? null : text(target, "name"),
                type,
                user ? text(target, "name") : null,
                each(target.path("changes"))
                        .map(change -> new ModifiedProperty(
                                change.path("property").asText(), text(change, "before"), text(change, "after")))
                        .toList());
    }

    private static List<KeyValue> details(Recorded recorded) {
        JsonNode entry = recorded.entry();
        var details = new ArrayList<KeyValue>();
        each(entry.path("details"))
                .forEach(detail -> details.add(new KeyValue(
                        detail.path("key").asText(), detail.path("value").asText())));
        put(details, "ipAddress", text(entry, "from"));
        put(details, "onBehalfOfBy", text(entry.path("by"), "portal"));
        put(details, "clientAppId", text(entry.path("by"), "client"));
        put(details, "clientRequestId", text(entry, "clientRequest"));
        put(details, "homewardDecisionId", text(entry, "decision"));
        details.add(new KeyValue("homewardNumber", String.valueOf(recorded.number())));
        details.add(new KeyValue("homewardHash", recorded.hash()));
        return details;
    }

    private static void put(List<KeyValue> details, String key, @Nullable String value) {
        if (value != null) {
            details.add(new KeyValue(key, value));
        }
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static @Nullable String text(JsonNode object, String member) {
        return object.hasNonNull(member) ? object.get(member).asText() : null;
    }
}
