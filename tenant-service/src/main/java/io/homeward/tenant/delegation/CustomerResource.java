package io.homeward.tenant.delegation;

import static io.homeward.graph.query.Order.ascending;

import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The partner's customers, derived from its relationships. */
@Path(GraphPath.ROOT + CustomerResource.PATH)
@RunOnVirtualThread
public class CustomerResource {
    static final String PATH = "/tenantRelationships/delegatedAdminCustomers";

    private static final Property NAME =
            Property.caselessText("displayName", "c.customer_name").neverNull();

    private static final GraphSet CUSTOMERS = GraphSet.of(
                    PATH.substring(1),
                    GraphType.of(
                            "delegatedAdminCustomer",
                            Property.guid("id", "c.customer_tenant_id"),
                            Property.guid("tenantId", "c.customer_tenant_id").neverNull(),
                            NAME),
                    100,
                    300)
            .orderedBy(ascending(NAME));

    private final Customers customers;
    private final Admission admission;
    private final GraphRequest graph;
    private final String edge;

    CustomerResource(
            Customers customers,
            Admission admission,
            GraphRequest graph,
            @ConfigProperty(name = "homeward.edge.url") Optional<String> edge) {
        this.customers = customers;
        this.admission = admission;
        this.graph = graph;
        this.edge = edge.orElse("").replaceAll("/$", "");
    }

    record Shown(String id, String tenantId, String displayName) {
        static Shown of(Customers.Customer customer) {
            return new Shown(customer.id().toString(), customer.id().toString(), customer.displayName());
        }
    }

    /** @param serviceManagementUrl where a technician's home token is exchanged for one of this customer's tenant, and how */
    record Service(String id, String serviceName, String serviceManagementUrl) {}

    record Services(List<Service> value) {}

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        GraphQuery query = graph.query(CUSTOMERS);
        return graph.collection(query, customers.list(by.tenant(), query).map(Shown::of));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        return graph.entity(CUSTOMERS, Shown.of(find(id)));
    }

    @GET
    @Path("{id}/serviceManagementDetails")
    public GraphEntity services(@PathParam("id") String id) {
        String tenant = find(id).id().toString();
        var entry =
                new Service(tenant, "Homeward", "%s/%s/v2.0/.well-known/openid-configuration".formatted(edge, tenant));
        return graph.singleton(
                "%s('%s')/serviceManagementDetails".formatted(PATH.substring(1), tenant), new Services(List.of(entry)));
    }

    private Customers.Customer find(String id) {
        var by = admission.to(Right.READ_RELATIONSHIPS);
        return RelationshipResource.uuid(id)
                .flatMap(customer -> customers.find(by.tenant(), customer))
                .orElseThrow(() -> new Refusal(Fault.CUSTOMER_UNKNOWN));
    }
}
