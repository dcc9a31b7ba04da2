package io.homeward.risk.decisionlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.EntryPath;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Verdict;
import io.homeward.decisions.LoggedDecision;
import io.homeward.feed.FeedJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The facts of a decision that its reader may see, written as they travel in feeds. */
final class FactsSeen {
    private static final Set<String> SESSION_TOLD_ABROAD =
            Set.of("mfa", "mfaForThisEntry", "grant", "authenticatedAt", "tokenOf");

    private FactsSeen() {}

    static ObjectNode of(LoggedDecision decision, Sight sight) {
        ObjectNode seen = FeedJson.mapper().createObjectNode();
        decision.member().ifPresent(facts -> seen.setAll(object(facts)));
        decision.own().ifPresent(facts -> seen.setAll(object(facts)));
        decision.foreign()
                .ifPresent(facts -> seen.setAll(
                        switch (sight.side()) {
                            case HOME -> home(facts);
                            case ENTERED -> entered(facts);
                            case OWN -> FeedJson.mapper().createObjectNode();
                        }));
        Optional<TenantRules> rules = rules(decision, sight);
        decision.outcome().map(outcome -> verdicts(outcome, rules)).ifPresent(each -> seen.set("verdicts", each));
        seen.set("positions", json(decision.positions()));
        return seen;
    }

    private static Optional<TenantRules> rules(LoggedDecision decision, Sight sight) {
        return decision.member().flatMap(facts -> facts.rules()).or(() -> decision.foreign()
                .flatMap(facts -> switch (sight.side()) {
                    case HOME -> facts.homeRules();
                    case ENTERED -> facts.resourceRules();
                    case OWN -> Optional.empty();
                }));
    }

    /** Everything that is the person's and his home's; nothing that is the other tenant's own. */
    private static ObjectNode home(ForeignEntry facts) {
        ObjectNode seen = common(facts, facts.home());
        seen.set("person", json(facts.atHome()));
        seen.set("rules", json(facts.homeRules()));
        seen.set("standing", json(facts.standing()));
        seen.set("inherited", json(facts.inherited()));
        seen.set("capability", json(facts.capability()));
        seen.put("disabled", facts.disabled());
        seen.set("current", json(facts.current()));
        seen.set("session", json(facts.session()));
        return seen;
    }

    /** What the tenant entered knows itself, and of the session what its own rules may ask. */
    private static ObjectNode entered(ForeignEntry facts) {
        ObjectNode seen = common(facts, facts.resource());
        seen.set("visiting", json(facts.visiting()));
        seen.set("rules", json(facts.resourceRules()));
        ObjectNode session = object(facts.session());
        session.retain(SESSION_TOLD_ABROAD);
        seen.set("session", session);
        return seen;
    }

    private static ObjectNode common(ForeignEntry facts, TenantId reader) {
        ObjectNode seen = FeedJson.mapper().createObjectNode();
        seen.set("path", path(facts.path(), reader));
        seen.set("freshness", json(facts.freshness()));
        seen.set("application", json(facts.application()));
        seen.set("client", json(facts.client()));
        seen.set("surroundings", json(facts.surroundings()));
        facts.waiver().ifPresent(waiver -> seen.putObject("waiver")
                .put("id", waiver.id().toString())
                .put("from", waiver.from().toString())
                .put("until", waiver.until().toString()));
        return seen;
    }

    /** Of chains the relationships to which the reader is a party; how strict a customer is, is that customer's business. */
    private static ObjectNode path(EntryPath path, TenantId reader) {
        ObjectNode seen = FeedJson.mapper().createObjectNode();
        switch (path) {
            case EntryPath.Delegated delegated -> {
                ArrayNode chains = seen.put("type", "Delegated").putArray("chains");
                for (var chain : delegated.chains()) {
                    ArrayNode hops = chains.addObject()
                            .put("length", chain.hops().size())
                            .putArray("hops");
                    chain.hops().stream()
                            .filter(hop -> Sight.partyTo(hop, reader))
                            .forEach(hop -> hops.add(hop(hop, reader)));
                }
            }
            case EntryPath.Invited invited -> seen.put("type", "Invited").put("active", invited.active());
            case EntryPath.None none -> seen.put("type", "None");
        }
        return seen;
    }

    private static ObjectNode hop(Hop hop, TenantId reader) {
        ObjectNode seen = object(hop);
        if (!hop.customer().equals(reader)) {
            seen.remove(List.of("threshold", "subDelegates"));
        }
        return seen;
    }

    /** What the reader's own policies said. */
    private static ArrayNode verdicts(EntryDecision outcome, Optional<TenantRules> rules) {
        Set<Policy> own = rules.map(each -> Set.copyOf(each.policies())).orElse(Set.of());
        ArrayNode seen = FeedJson.mapper().createArrayNode();
        for (Verdict verdict : outcome.because()) {
            if (own.contains(verdict.policy())) {
                seen.addObject()
                        .put("policy", verdict.policy().id().toString())
                        .put("name", verdict.policy().name())
                        .put("state", verdict.policy().state().name())
                        .put("applies", verdict.applies().name())
                        .put("binds", verdict.binds());
            }
        }
        return seen;
    }

    private static ObjectNode object(Object facts) {
        return FeedJson.mapper().valueToTree(facts);
    }

    private static JsonNode json(Object facts) {
        return FeedJson.mapper().valueToTree(facts);
    }
}
