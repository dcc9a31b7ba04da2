package io.homeward.tenant.policyhistory;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.policy.Author;
import io.homeward.tenant.policy.KnownIds;
import io.homeward.tenant.policy.Mentions;
import io.homeward.tenant.policy.Restorable;
import io.homeward.tenant.policy.Rules;
import io.homeward.tenant.policy.Thing;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Brings an earlier version back, as a new one. Today's checks hold: what the version names must still be there, and it may not lock out
 * every administrator. What is asked of people from outside stays as it is: others have adapted to it.
 */
@Singleton
public class RestoreVersion {
    private final Rules rules;
    private final List<Restorable> parts;

    RestoreVersion(Rules rules, @All List<Restorable> parts) {
        this.rules = rules;
        this.parts = parts;
    }

    /** @param only the one thing that is meant; all where it is empty */
    record Wanted(long number, Optional<UUID> only) {}

    /**
     * @param by needs the right to write each kind of thing that it changes
     * @param precondition is told the newest version's number under the lock, and throws where it is not the expected one
     * @return the number of the newest version; where everything is as it was then already, there is no new one
     * @throws Refusal {@link Fault#VERSION_UNKNOWN}, {@link Fault#INVALID_POLICY}, {@link Fault#NOT_ALLOWED},
     *     {@link Fault#OBJECT_UNKNOWN} where the one thing is neither in that version nor there now
     */
    long restore(Authority by, Wanted wanted, LongConsumer precondition, Author author) {
        TenantId tenant = by.tenant();
        return rules.change(tenant, author, open -> {
            long newest = Versions.newest(open.handle(), tenant);
            precondition.accept(newest);
            Map<Thing, Map<UUID, JsonNode>> back = byThing(standing(open.handle(), tenant, wanted, newest));
            open.restores(wanted.number());
            Mentions mentions = parts.stream()
                    .map(part -> part.restore(open, back.getOrDefault(part.thing(), Map.of())))
                    .reduce(Mentions.NONE, Mentions::and);
            open.things().forEach(thing -> by.needing(right(thing)));
            KnownIds.check(open.handle(), tenant, mentions);
            return open.touched() ? newest + 1 : newest;
        });
    }

    /** As everything is to be: as it was then, or as it is now but for the one thing that is meant. */
    private static List<Version.Standing> standing(Handle handle, TenantId tenant, Wanted wanted, long newest) {
        List<Version.Standing> then = Versions.at(handle, tenant, wanted.number());
        if (wanted.only().isEmpty()) {
            return then;
        }
        UUID one = wanted.only().get();
        List<Version.Standing> now = Versions.at(handle, tenant, newest);
        if (Stream.concat(then.stream(), now.stream()).noneMatch(thing -> isMeant(thing, one))) {
            throw new Refusal(Fault.OBJECT_UNKNOWN);
        }
        return Stream.concat(
                        now.stream().filter(thing -> !isMeant(thing, one)),
                        then.stream().filter(thing -> isMeant(thing, one)))
                .toList();
    }

    /** The settings of which a tenant has one each bear its own id, and so are not meant by it. */
    private static boolean isMeant(Version.Standing standing, UUID id) {
        return standing.id().equals(id) && right(Thing.ofWire(standing.thing())) == Right.WRITE_POLICIES;
    }

    private static Map<Thing, Map<UUID, JsonNode>> byThing(List<Version.Standing> standing) {
        return standing.stream()
                .collect(Collectors.groupingBy(
                        one -> Thing.ofWire(one.thing()),
                        Collectors.toMap(Version.Standing::id, Version.Standing::value)));
    }

    /** Bringing back is writing. */
    private static Right right(Thing thing) {
        return switch (thing) {
            case POLICY, LOCATION, STRENGTH -> Right.WRITE_POLICIES;
            case REGISTRATION_POLICY -> Right.WRITE_SETTINGS;
            case BREAK_GLASS -> Right.WRITE_BREAK_GLASS;
            case EXTERNAL_ACCESS -> Right.WRITE_EXTERNAL_ACCESS;
            case SELF_SERVICE -> Right.WRITE_SETTINGS;
        };
    }
}
