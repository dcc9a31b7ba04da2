package io.homeward.tenant.policyhistory;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
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
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

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

    /**
     * @param precondition is told the newest version's number under the lock, and throws where it is not the expected one
     * @return the number of the newest version; where everything is as it was then already, there is no new one
     * @throws Refusal {@link Fault#VERSION_UNKNOWN}, {@link Fault#INVALID_POLICY}
     */
    public long restore(TenantId tenant, long number, LongConsumer precondition, Author by) {
        return rules.change(tenant, by, open -> {
            long newest = Versions.newest(open.handle(), tenant);
            precondition.accept(newest);
            Map<Thing, Map<UUID, JsonNode>> wanted = Versions.at(open.handle(), tenant, number).stream()
                    .collect(Collectors.groupingBy(
                            standing -> Thing.ofWire(standing.thing()),
                            Collectors.toMap(Version.Standing::id, Version.Standing::value)));
            open.restores(number);
            Mentions mentions = parts.stream()
                    .map(part -> part.restore(open, wanted.getOrDefault(part.thing(), Map.of())))
                    .reduce(Mentions.NONE, Mentions::and);
            KnownIds.check(open.handle(), tenant, mentions);
            return open.touched() ? newest + 1 : newest;
        });
    }
}
