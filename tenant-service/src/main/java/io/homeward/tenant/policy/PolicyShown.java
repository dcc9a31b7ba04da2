package io.homeward.tenant.policy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.review.Remark;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it goes out.
 *
 * @param lint what the lint says of it, where one policy is shown
 */
public record PolicyShown(
        @JsonProperty("@odata.etag") String etag,
        UUID id,
        Instant createdDateTime,
        @JsonInclude @Nullable Instant modifiedDateTime,
        @JsonInclude @Nullable Instant deletedDateTime,
        @JsonAnyGetter Map<String, JsonNode> body,

        @JsonProperty("@homeward.lint") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        List<RemarkShown> lint) {

    private static final GraphType TYPE = GraphType.of(
            "conditionalAccessPolicy",
            Property.guid("id", "p.policy_id"),
            Property.text("displayName", "p.display_name").neverNull(),
            Property.enumeration(
                    "state",
                    "p.state",
                    GraphEnum.of(
                            "conditionalAccessPolicyState",
                            "enabled",
                            "disabled",
                            "enabledForReportingButNotEnforced",
                            "unknownFutureValue")),
            Property.instant("createdDateTime", "p.created_at").neverNull(),
            Property.instant("modifiedDateTime", "p.modified_at"),
            Property.instant("deletedDateTime", "p.deleted_at"),
            Property.text("description", "p.body ->> 'description'"),
            Property.text("templateId", "p.body ->> 'templateId'"),
            Property.shown("conditions"),
            Property.shown("grantControls"),
            Property.shown("sessionControls"));

    /** Those in force and those that could be, the oldest first. */
    static final GraphSet POLICIES = GraphSet.of("identity/conditionalAccess/policies", TYPE, Policies.MOST, 999)
            .orderedBy(Order.ascending(
                    Property.instant("createdDateTime", "p.created_at").neverNull()));

    static final GraphSet DELETED = POLICIES.at("identity/conditionalAccess/deletedItems/policies");

    public static PolicyShown of(StoredPolicy stored) {
        return shown(stored, null);
    }

    static PolicyShown of(StoredPolicy stored, List<Remark> lint) {
        return shown(stored, lint.stream().map(RemarkShown::of).toList());
    }

    private static PolicyShown shown(StoredPolicy stored, @Nullable List<RemarkShown> lint) {
        var body = new LinkedHashMap<String, JsonNode>();
        stored.content().body().properties().forEach(member -> body.put(member.getKey(), member.getValue()));
        return new PolicyShown(
                GraphRequest.etag(stored.number()),
                stored.id().value(),
                stored.createdAt(),
                stored.modifiedAt().orElse(null),
                stored.deletedAt().orElse(null),
                body,
                lint);
    }
}
