package io.homeward.tenant.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.policy.GraphPolicy;
import io.homeward.tenant.policy.KnownIds;
import io.homeward.tenant.policy.PolicyJson;
import io.homeward.tenant.policy.StrengthBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What is to be tried: policies in Graph's shape (one with the {@code id} of a policy stands in for it), or a policy by its id in another
 * state or taken away.
 *
 * @param days how far back
 */
record Proposal(int days, PolicyJson json) {
    private static final int USUAL = 7;
    private static final int MOST = 90;

    /** @throws Refusal (400) naming what is not understood */
    static Proposal of(JsonNode body) {
        PolicyJson json = PolicyJson.object(body, "dryRun")
                .only(Set.of("days", "policies", "policyId", "state", "remove"), Set.of());
        JsonNode days = json.node("days");
        if (!days.isNull() && (!days.isInt() || days.intValue() < 1 || days.intValue() > MOST)) {
            throw GraphPolicy.invalid("'days' is a whole number from 1 to %d.".formatted(MOST));
        }
        if (json.node("policies").isNull() == json.node("policyId").isNull()) {
            throw GraphPolicy.invalid("Name either 'policies' or a 'policyId'.");
        }
        return new Proposal(days.isNull() ? USUAL : days.intValue(), json);
    }

    /** The rules as they would be. */
    TenantRules on(Handle handle, TenantId tenant, TenantRules present) {
        return present.withPolicies(
                json.node("policies").isNull() ? withOne(present) : withAll(handle, tenant, present));
    }

    private List<Policy> withOne(TenantRules present) {
        PolicyId id = id(json.text("policyId").orElse(""));
        if (present.policies().stream().noneMatch(policy -> policy.id().equals(id))) {
            throw new Refusal(Fault.POLICY_UNKNOWN);
        }
        boolean removed = json.node("remove").asBoolean(false);
        if (removed == json.text("state").isPresent()) {
            throw GraphPolicy.invalid("With a 'policyId' name a 'state', or say 'remove': true.");
        }
        return present.policies().stream()
                .filter(policy -> !(removed && policy.id().equals(id)))
                .map(policy -> policy.id().equals(id) ? policy.with(state()) : policy)
                .toList();
    }

    private Policy.State state() {
        String state = json.text("state").orElse("");
        return Policy.State.ofWire(state).orElseThrow(() -> GraphPolicy.unknown("state", state));
    }

    private List<Policy> withAll(Handle handle, TenantId tenant, TenantRules present) {
        JsonNode sent = json.node("policies");
        if (!sent.isArray() || sent.isEmpty()) {
            throw GraphPolicy.invalid("'policies' is a list of at least one policy.");
        }
        StrengthBook strengths = StrengthBook.of(handle, tenant);
        var policies = new ArrayList<>(present.policies());
        for (JsonNode one : sent) {
            GraphPolicy content = GraphPolicy.of(one);
            KnownIds.check(handle, tenant, content.mentions());
            PolicyId id = one.path("id").isTextual() ? id(one.path("id").asText()) : new PolicyId(UUID.randomUUID());
            policies.removeIf(policy -> policy.id().equals(id));
            policies.add(content.policy(id, strengths));
        }
        return policies;
    }

    private static PolicyId id(String text) {
        return IdText.read(text, PolicyId::of, Fault.POLICY_UNKNOWN);
    }
}
