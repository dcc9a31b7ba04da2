package io.homeward.tenant.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.feed.FeedJson;
import java.time.Instant;
import java.util.UUID;

/**
 * An entry as it is hashed, stored and exported: a JSON object without white space, members in the order of this class, absent ones left out.
 * Readers must not depend on more than that it is JSON; verifiers must not touch a byte of it.
 */
final class EntryText {
    private EntryText() {}

    static String of(UUID id, Instant at, Entry entry, Origin.Facts facts, ActorNames.Names names) {
        Activity activity = entry.activity();
        ObjectNode text = FeedJson.mapper()
                .createObjectNode()
                .put("id", id.toString())
                .put("at", at.toString())
                .put("activity", activity.displayName())
                .put("category", activity.category().wire())
                .put("operation", activity.operation().wire())
                .put("result", "success");
        entry.reason().ifPresent(reason -> text.put("reason", reason));
        text.set("by", actor(facts.actor(), names));
        facts.address().ifPresent(address -> text.put("from", address));
        text.put("correlation", facts.correlation());
        facts.clientRequest().ifPresent(given -> text.put("clientRequest", given));
        facts.decision().ifPresent(decision -> text.put("decision", decision.toString()));
        ArrayNode targets = text.putArray("targets");
        entry.targets().forEach(target -> targets.add(target(target)));
        if (!entry.details().isEmpty()) {
            ArrayNode details = text.putArray("details");
            entry.details()
                    .forEach(detail ->
                            details.addObject().put("key", detail.key()).put("value", detail.value()));
        }
        return text.toString();
    }

    private static ObjectNode actor(Actor actor, ActorNames.Names names) {
        ObjectNode by = FeedJson.mapper().createObjectNode();
        switch (actor) {
            case Actor.Person person -> {
                by.put("kind", "person").put("id", person.id().toString());
                names.name().ifPresent(name -> by.put("name", name));
                names.displayName().ifPresent(name -> by.put("displayName", name));
                by.put("home", person.home().toString());
                names.home().ifPresent(name -> by.put("homeName", name));
                by.put("client", person.client().toString());
                person.portal().ifPresent(portal -> by.put("portal", portal));
            }
            case Actor.Application application -> {
                by.put("kind", "application").put("id", application.id().toString());
                names.displayName().ifPresent(name -> by.put("displayName", name));
                by.put("home", application.home().toString());
                names.home().ifPresent(name -> by.put("homeName", name));
            }
            case Actor.Outsider outsider -> {
                by.put("kind", outsider.kind()).put("home", outsider.home().toString());
                names.home().ifPresent(name -> by.put("homeName", name));
            }
            case Actor.Service service -> by.put("kind", "service").put("name", service.name());
            case Actor.Nobody ignored -> by.put("kind", "anonymous");
            case Actor.Itself ignored -> by.put("kind", "system").put("name", "tenant-service");
        }
        return by;
    }

    private static ObjectNode target(Target target) {
        ObjectNode text =
                FeedJson.mapper().createObjectNode().put("type", target.type()).put("id", target.id());
        target.name().ifPresent(name -> text.put("name", name));
        if (!target.changes().isEmpty()) {
            ArrayNode changes = text.putArray("changes");
            target.changes().forEach(change -> {
                ObjectNode one = changes.addObject().put("property", change.property());
                change.before().ifPresent(value -> one.put("before", value));
                change.after().ifPresent(value -> one.put("after", value));
            });
        }
        return text;
    }
}
