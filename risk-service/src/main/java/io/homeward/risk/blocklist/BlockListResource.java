package io.homeward.risk.blocklist;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpRange;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import io.homeward.risk.Rights;
import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.TenantDatabase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** A tenant's own block list of addresses. */
@Path("/v1/blockedAddresses")
@RunOnVirtualThread
public class BlockListResource {
    private static final Property ADDED =
            Property.instant("addedDateTime", "e.added_at").neverNull();
    private static final Property CHANGE = Property.integer("id", "c.version").neverNull();

    private static final GraphSet ENTRIES = GraphSet.of(
                    "blockedAddresses",
                    GraphType.of(
                            "blockedAddress",
                            Property.guid("id", "e.entry_id"),
                            Property.shown("address"),
                            Property.text("reason", "e.reason"),
                            Property.text("by", "e.added_by"),
                            ADDED),
                    100,
                    500)
            .orderedBy(Order.newestFirst(ADDED));

    private static final GraphSet CHANGES = GraphSet.of(
                    "blockedAddresses/history",
                    GraphType.of(
                            "blockedAddressChange",
                            CHANGE,
                            Property.instant("at", "c.at").neverNull(),
                            Property.enumeration(
                                    "what", "c.what", GraphEnum.of("blockedAddressChangeKind", "added", "removed")),
                            Property.shown("address"),
                            Property.text("reason", "c.reason"),
                            Property.text("by", "c.changed_by")),
                    100,
                    500)
            .orderedBy(Order.newestFirst(CHANGE));

    private final BlockLists lists;
    private final TenantDatabase database;
    private final GraphRequest graph;
    private final CurrentCaller caller;
    private final InstantSource clock;

    BlockListResource(
            BlockLists lists, TenantDatabase database, GraphRequest graph, CurrentCaller caller, InstantSource clock) {
        this.lists = lists;
        this.database = database;
        this.graph = graph;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param address an address or a block in CIDR notation */
    public record Wanted(
            @NotNull @Size(min = 2, max = 64) String address,
            @NotNull @Size(min = 1, max = 500) String reason) {}

    @GET
    public GraphCollection list() {
        TenantId tenant = Rights.READ_BLOCKED.in(caller.get());
        GraphQuery query = graph.query(ENTRIES);
        return graph.collection(query, database.in(tenant, handle -> lists.page(handle, tenant, query)));
    }

    @GET
    @Path("history")
    public GraphCollection history() {
        TenantId tenant = Rights.READ_BLOCKED.in(caller.get());
        GraphQuery query = graph.query(CHANGES);
        return graph.collection(query, database.in(tenant, handle -> lists.history(handle, tenant, query)));
    }

    /** One that is listed already is answered as it stands. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<Blocked> add(@Valid @NotNull Wanted wanted) {
        TenantId tenant = Rights.WRITE_BLOCKED.in(caller.get());
        IpRange address = Blockable.parse(wanted.address);
        String reason = Blockable.reason(wanted.reason);
        String by = Rights.id(caller.get());
        return RestResponse.status(
                RestResponse.Status.CREATED,
                database.in(tenant, handle -> lists.add(handle, tenant, address, reason, by, clock.instant())));
    }

    @DELETE
    @Path("{id}")
    public void remove(@PathParam("id") String id) {
        TenantId tenant = Rights.WRITE_BLOCKED.in(caller.get());
        UUID entry = Blockable.id(id);
        String by = Rights.id(caller.get());
        database.in(tenant, handle -> {
            lists.remove(handle, tenant, entry, by, clock.instant());
            return entry;
        });
    }
}
