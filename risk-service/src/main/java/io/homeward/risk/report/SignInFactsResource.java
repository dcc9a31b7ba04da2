package io.homeward.risk.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a dry run of other rules reads: recorded sign-ins, and people at risk now. For the suite's own services. */
@Path("/internal/tenants/{tenant}")
@RunOnVirtualThread
public class SignInFactsResource {
    private final SignInFacts facts;
    private final CurrentCaller caller;

    SignInFactsResource(SignInFacts facts, CurrentCaller caller) {
        this.facts = facts;
        this.caller = caller;
    }

    /** @param next to be sent as {@code after} for the next page; null on the last one */
    record Page<T>(List<T> value, @JsonInclude @Nullable String next) {}

    @GET
    @Path("sign-in-facts")
    public Page<SignInFact> signIns(
            @PathParam("tenant") UUID tenant,
            @QueryParam("since") @Nullable String since,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("1000") @Min(1) @Max(2000) int limit) {
        caller.service();
        Optional<SignInFacts.Place> place = after == null
                ? Optional.empty()
                : Optional.of(SignInFacts.Place.of(after)
                        .orElseThrow(
                                () -> new Refusal(Fault.BAD_QUERY, "'after' is what the last page gave as 'next'.")));
        List<SignInFact> page = facts.page(new TenantId(tenant), instant(since), place, limit);
        return new Page<>(
                page,
                page.size() < limit
                        ? null
                        : new SignInFacts.Place(
                                        page.getLast().at(), page.getLast().id())
                                .text());
    }

    @GET
    @Path("people-at-risk")
    public Page<SignInFacts.AtRisk> atRisk(
            @PathParam("tenant") UUID tenant,
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("1000") @Min(1) @Max(2000) int limit) {
        caller.service();
        List<SignInFacts.AtRisk> page =
                facts.atRisk(new TenantId(tenant), after == null ? new UUID(0, 0) : after, limit);
        return new Page<>(
                page, page.size() < limit ? null : page.getLast().person().toString());
    }

    private static Instant instant(@Nullable String text) {
        try {
            Instant since = Instant.parse(text == null ? "" : text);
            if (SignInFacts.comparable(since)) {
                return since;
            }
        } catch (DateTimeParseException e) {
            // Answered below, with what is expected.
        }
        throw new Refusal(Fault.BAD_QUERY, "'since' is a time such as 2026-03-04T07:12:44Z.");
    }
}
