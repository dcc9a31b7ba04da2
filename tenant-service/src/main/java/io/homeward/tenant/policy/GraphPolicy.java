package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.PolicyValidation;
import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A conditional-access policy in Graph's JSON, and what it means. The JSON is kept as clients wrote it, with absent sections as null and
 * absent lists as empty, so that they get back what they sent; {@link #policy} reads from it what decisions need. Whatever stands in it
 * that decisions could not honour is refused when it is saved, by name: a condition that is stored and not evaluated would promise a
 * protection that is not there.
 */
public record GraphPolicy(ObjectNode body) {
    private static final Set<String> TOP = Set.of(
            "displayName", "description", "templateId", "state", "conditions", "grantControls", "sessionControls");
    private static final Set<String> WRITTEN_BY_US =
            Set.of("id", "createdDateTime", "modifiedDateTime", "deletedDateTime", "partialEnablementStrategy");
    private static final int NAME_LENGTH = 256;

    /**
     * A policy as a client sends it.
     *
     * @throws Refusal {@link Fault#INVALID_POLICY} with the number administrators' scripts know where there is one
     */
    public static GraphPolicy of(JsonNode sent) {
        PolicyJson json = PolicyJson.object(sent, "conditionalAccessPolicy").only(TOP, WRITTEN_BY_US);
        if (!plain(sent)) {
            throw invalid("A conditionalAccessPolicy has no control characters.");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String name = json.text("displayName").orElse("").strip();
        if (name.isEmpty() || name.length() > NAME_LENGTH || !PlainText.isLine(name)) {
            throw invalid("displayName has 1 to " + NAME_LENGTH + " characters, without control characters.");
        }
        body.put("displayName", name);
        body.put("description", json.text("description").orElse(null));
        body.put("templateId", json.text("templateId").orElse(null));
        body.put("state", state(json).wireName());
        body.set(
                "conditions",
                PolicyConditions.stored(
                        json.child("conditions").orElseThrow(() -> invalid("A policy needs conditions."))));
        body.set(
                "grantControls",
                json.child("grantControls").map(PolicyGrant::stored).orElse(null));
        body.set(
                "sessionControls",
                json.child("sessionControls").map(PolicySession::stored).orElse(null));
        var policy = new GraphPolicy(body);
        policy.check();
        return policy;
    }

    /** The same with these properties replaced; objects are merged, lists and values replaced, null takes away. */
    public GraphPolicy patched(JsonNode patch) {
        PolicyJson.object(patch, "conditionalAccessPolicy").only(TOP, WRITTEN_BY_US);
        return of(merged(body.deepCopy(), patch));
    }

    private static ObjectNode merged(ObjectNode into, JsonNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode there = into.get(entry.getKey());
            if (entry.getValue().isObject() && there instanceof ObjectNode inner) {
                into.set(entry.getKey(), merged(inner, entry.getValue()));
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
        return into;
    }

    public String displayName() {
        return body.path("displayName").asText();
    }

    public String state() {
        return body.path("state").asText();
    }

    /** The ids in it. */
    public Mentions mentions() {
        return PolicyMentions.of(body);
    }

    /** What decisions need of it. */
    public Policy policy(PolicyId id, StrengthBook strengths) {
        PolicyJson json = PolicyJson.object(body, "conditionalAccessPolicy");
        PolicyJson conditions = json.child("conditions").orElseThrow();
        return new Policy(
                id,
                body.path("displayName").asText(),
                state(json),
                PolicyUsers.people(conditions),
                PolicyConditions.conditions(conditions),
                PolicyGrant.grant(json.child("grantControls"), strengths),
                json.child("sessionControls").flatMap(PolicySession::controls));
    }

    /** Some sections are kept as they were sent, with annotations; the database takes no such character anywhere in them. */
    private static boolean plain(JsonNode json) {
        return json.isTextual()
                ? PlainText.areLines(json.asText())
                : json.propertyStream().allMatch(member -> PlainText.areLines(member.getKey()))
                        && json.valueStream().allMatch(GraphPolicy::plain);
    }

    private void check() {
        Policy policy = policy(new PolicyId(new UUID(0, 0)), StrengthBook.UNCHECKED);
        List<PolicyValidation.Violation> violations = PolicyValidation.check(policy);
        if (!violations.isEmpty()) {
            throw new Refusal(
                    Fault.INVALID_POLICY,
                    Fault.INVALID_POLICY.title(),
                    Optional.of(violations.stream().map(GraphPolicy::numbered).collect(Collectors.joining(" "))));
        }
    }

    private static String numbered(PolicyValidation.Violation violation) {
        return switch (violation.code()) {
            case 1032 ->
                "1032: ConditionalActionPolicy validation failed due to InvalidPasswordResetControl. "
                        + violation.message();
            case 1064 -> "1064: 'clientAppTypes' condition does not support []. " + violation.message();
            default -> violation.message();
        };
    }

    private static Policy.State state(PolicyJson json) {
        String text = json.text("state").orElseThrow(() -> invalid("A policy needs a state."));
        return Policy.State.ofWire(text).orElseThrow(() -> unknown("state", text));
    }

    public static Refusal invalid(String reason) {
        return new Refusal(Fault.INVALID_POLICY, reason, Optional.of(reason));
    }

    public static Refusal unknown(String property, String value) {
        return invalid("'%s' is not a value of '%s'.".formatted(value, property));
    }

    /** For what Graph knows and we cannot honour yet. */
    public static Refusal notEvaluated(String property) {
        return invalid(
                "'%s' is not evaluated by this installation, so a policy cannot rely on it.".formatted(property));
    }
}
