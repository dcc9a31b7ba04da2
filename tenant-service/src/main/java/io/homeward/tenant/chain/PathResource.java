package io.homeward.tenant.chain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Right;
import io.homeward.tenant.delegation.Kept;
import io.homeward.tenant.delegation.Terms;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains to the tenants along them which ways lead into a tenant, and why one counts or does not (D20). */
@Path("/v1/delegatedAdminRelationships/paths")
@RunOnVirtualThread
public class PathResource {
    private final FindWays find;
    private final Admission admission;
    private final Clock clock;

    PathResource(FindWays find, Admission admission, Clock clock) {
        this.find = find;
        this.admission = admission;
        this.clock = clock;
    }

    /**
     * A relationship along a way. Whoever is neither side of it learns who they are and nothing more.
     *
     * @param relationship its id
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            UUID customer,
            UUID partner,
            @Nullable String relationship,
            @Nullable String partnerName,
            @Nullable String status,
            @Nullable Boolean suspended,
            @Nullable Instant endDateTime) {}

    /** @param why empty where it counts, else {@code notNamed}, {@code suspended}, {@code ended}, {@code cycle}, {@code noCommonRole} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Way(boolean counts, @Nullable String why, List<String> rolesAtMost, List<Step> steps) {}

    /** @param open whether anybody of this home comes in at all: one suspended way that would count closes them all */
    record Home(UUID home, boolean open, List<Way> ways) {}

    /** @param cut whether there are more ways than these; then {@code open} is said of these alone */
    record All(UUID customer, List<Home> value, boolean cut) {}

    /**
     * An id of nobody leads nowhere, like one that the asker may not know of.
     *
     * @param customer the tenant to be entered; one's own where it is not named
     */
    @GET
    public All paths(@QueryParam("customer") @Nullable String customer) {
        TenantId asker = admission.to(Right.READ_RELATIONSHIPS).tenant();
        TenantId entered = customer == null ? asker : tenant(customer);
        Instant now = clock.instant();
        FindWays.Ways ways = find.into(entered, asker, now);
        var homes = ways.all().stream()
                .collect(Collectors.groupingBy(FindWays.Way::home, LinkedHashMap::new, Collectors.toList()));
        return new All(
                entered.value(),
                homes.entrySet().stream()
                        .map(home -> new Home(
                                home.getKey().value(),
                                FindWays.open(home.getValue()),
                                home.getValue().stream()
                                        .map(way -> shown(way, asker))
                                        .toList()))
                        .toList(),
                ways.cut());
    }

    private static Way shown(FindWays.Way way, TenantId asker) {
        return new Way(
                way.obstacle().isEmpty(),
                way.obstacle().map(PathResource::wire).orElse(null),
                way.roles().stream().map(Object::toString).sorted().toList(),
                way.relationships().stream().map(kept -> step(kept, asker)).toList());
    }

    private static Step step(Kept kept, TenantId asker) {
        Terms terms = kept.relationship().terms();
        UUID customer = terms.customer().map(TenantId::value).orElseThrow();
        UUID partner = terms.partner().value();
        if (!partner.equals(asker.value()) && !customer.equals(asker.value())) {
            return new Step(customer, partner, null, null, null, null, null);
        }
        return new Step(
                customer,
                partner,
                terms.id().toString(),
                kept.partnerName(),
                kept.relationship().status().wire(),
                kept.suspended().isPresent(),
                kept.relationship().endsAt().orElse(null));
    }

    private static String wire(Chain.Obstacle obstacle) {
        return switch (obstacle) {
            case NOT_CONNECTED -> "notConnected";
            case NEVER_AGREED -> "neverAgreed";
            case TOO_LONG -> "tooLong";
            case CYCLE -> "cycle";
            case NOT_NAMED -> "notNamed";
            case SUSPENDED -> "suspended";
            case ENDED -> "ended";
            case NO_COMMON_ROLE -> "noCommonRole";
        };
    }

    private static TenantId tenant(String text) {
        return IdText.read(text, TenantId::of, "customer is the id of a tenant.");
    }
}
