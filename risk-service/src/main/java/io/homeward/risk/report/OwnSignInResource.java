package io.homeward.risk.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import io.homeward.risk.report.SignInFacts.Place;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's own sign-ins, for the service that shows them to him and has made sure that it is he. Services only. */
@Path("/internal/tenants/{tenant}/people/{person}/sign-ins")
@RunOnVirtualThread
public class OwnSignInResource {
    private final OwnSignIns signIns;
    private final CurrentCaller caller;

    OwnSignInResource(OwnSignIns signIns, CurrentCaller caller) {
        this.signIns = signIns;
        this.caller = caller;
    }

    /** @param next to be sent as {@code after} for the next page; null on the last one */
    record Page(
            List<OwnSignIn> value, @JsonInclude @Nullable String next) {}

    @GET
    public Page page(
            @PathParam("tenant") UUID tenant,
            @PathParam("person") UUID person,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("25") @Min(1) @Max(100) int limit) {
        caller.service();
        Optional<Place> behind = after == null
                ? Optional.empty()
                : Optional.of(Place.of(after)
                        .orElseThrow(
                                () -> new Refusal(Fault.BAD_QUERY, "'after' is what the last page gave as 'next'.")));
        List<OwnSignIn> page = signIns.page(new TenantId(tenant), new PersonId(person), behind, limit);
        return new Page(
                page,
                page.size() < limit
                        ? null
                        : new Place(page.getLast().at(), page.getLast().id()).text());
    }

    @GET
    @Path("{id}")
    public OwnSignIn get(
            @PathParam("tenant") UUID tenant, @PathParam("person") UUID person, @PathParam("id") String id) {
        caller.service();
        return signIns.find(new TenantId(tenant), new PersonId(person), id)
                .orElseThrow(() -> new Refusal(Fault.NO_SUCH_SIGN_IN));
    }
}
