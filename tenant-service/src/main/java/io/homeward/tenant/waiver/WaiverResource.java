package io.homeward.tenant.waiver;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Home waivers as their home sees and grants them. */
@Path(WaiverResource.PATH)
@RunOnVirtualThread
public class WaiverResource {
    static final String PATH = "/v1/waivers";

    private static final int LONGEST_REASON = 500;
    private static final Property BEGIN =
            Property.instant("from", "w.begins_at").neverNull();

    private static final GraphSet WAIVERS = GraphSet.of(
                    "waivers",
                    GraphType.of(
                            "homeWaiver",
                            Property.guid("id", "w.waiver_id"),
                            Property.guid("person", "w.person_id").neverNull(),
                            Property.integer("riskEpoch", "w.risk_epoch").neverNull(),
                            Property.enumeration(
                                    "status",
                                    Waivers.STATUS,
                                    GraphEnum.of("homeWaiverStatus", "pending", "granted", "revoked", "ended")),
                            Property.shown("reason"),
                            BEGIN,
                            Property.instant("until", "w.ends_at").neverNull(),
                            Property.guid("askedBy", "w.asked_by").neverNull(),
                            Property.guid("grantedBy", "w.granted_by"),
                            Property.shown("acceptedBy")),
                    100,
                    300)
            .orderedBy(Order.newestFirst(BEGIN));

    private final GrantWaiver grant;
    private final TenantDatabase database;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    WaiverResource(GrantWaiver grant, TenantDatabase database, Admission admission, GraphRequest graph, Clock clock) {
        this.grant = grant;
        this.database = database;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    /** @param riskEpoch absent means the risk that is open now */
    record Asked(
            @NotNull UUID person,
            @Nullable Long riskEpoch,
            @NotNull String reason,
            @NotNull Instant until) {
        GrantWaiver.Wanted wanted() {
            return new GrantWaiver.Wanted(
                    new PersonId(person),
                    Optional.ofNullable(riskEpoch),
                    PlainText.lines("reason", reason, LONGEST_REASON),
                    until);
        }
    }

    /** @param acceptedBy the customers that rely on it; shown of a single one */
    @JsonInclude
    record Shown(
            @JsonProperty("@odata.etag") String etag,
            UUID id,
            UUID person,
            long riskEpoch,
            String status,
            String reason,
            Instant from,
            Instant until,
            UUID askedBy,
            @Nullable UUID grantedBy,
            @Nullable List<UUID> acceptedBy) {
        static Shown of(HomeWaiver waiver, @Nullable List<UUID> acceptedBy, Instant now) {
            return new Shown(
                    GraphRequest.etag(waiver.revision()),
                    waiver.id().value(),
                    waiver.person().value(),
                    waiver.riskEpoch(),
                    waiver.status(now).wire(),
                    waiver.reason(),
                    waiver.from(),
                    waiver.until(),
                    waiver.askedBy().value(),
                    waiver.granted().map(second -> second.by().value()).orElse(null),
                    acceptedBy);
        }
    }

    @GET
    public GraphCollection list() {
        TenantId home = admission.to(Right.READ_WAIVERS).tenant();
        GraphQuery query = graph.query(WAIVERS);
        Instant now = clock.instant();
        return graph.collection(
                query,
                database.in(home, handle -> Waivers.list(handle, home, query, now))
                        .map(waiver -> Shown.of(waiver, null, now)));
    }

    @GET
    @Path("{waiver}")
    public RestResponse<Shown> get(@PathParam("waiver") String waiver) {
        TenantId home = admission.to(Right.READ_WAIVERS).tenant();
        WaiverId id = id(waiver);
        return database.in(home, handle -> {
            HomeWaiver found = Waivers.find(handle, home, id, false);
            List<UUID> customers = handle.createQuery("""
                            select tenant_id from waiver_acceptance where home_tenant_id = :home and waiver_id = :id order by tenant_id""")
                    .bind("home", home.value())
                    .bind("id", id.value())
                    .mapTo(UUID.class)
                    .list();
            return answer(RestResponse.Status.OK, found, customers);
        });
    }

    @POST
    @Needs(Right.GRANT_WAIVERS)
    public RestResponse<Shown> ask(@NotNull @Valid Asked asked) {
        var by = admission.to(Right.GRANT_WAIVERS);
        return answer(RestResponse.Status.CREATED, grant.ask(by, asked.wanted(), now()), List.of());
    }

    @POST
    @Path("{waiver}/approve")
    public RestResponse<Shown> approve(@PathParam("waiver") String waiver) {
        var by = admission.to(Right.GRANT_WAIVERS);
        return answer(RestResponse.Status.OK, grant.approve(by, id(waiver), now()), null);
    }

    @POST
    @Path("{waiver}/revoke")
    public RestResponse<Shown> revoke(@PathParam("waiver") String waiver) {
        var by = admission.to(Right.REVOKE_WAIVERS);
        return answer(RestResponse.Status.OK, grant.revoke(by, id(waiver), now()), null);
    }

    private RestResponse<Shown> answer(RestResponse.Status status, HomeWaiver waiver, @Nullable List<UUID> acceptedBy) {
        Shown shown = Shown.of(waiver, acceptedBy, clock.instant());
        return RestResponse.ResponseBuilder.<Shown>create(status)
                .entity(shown)
                .location(URI.create(PATH + "/" + waiver.id()))
                .header("ETag", shown.etag())
                .build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static WaiverId id(String text) {
        return IdText.read(text, WaiverId::of, Fault.WAIVER_UNKNOWN);
    }
}
