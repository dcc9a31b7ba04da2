package io.homeward.tenant.audit;

import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;

/** The trail in Graph's shape, newest first. */
@Path(GraphPath.ROOT + "/auditLogs/directoryAudits")
@RunOnVirtualThread
public class DirectoryAuditResource {
    private static final Property AT =
            Property.instant("activityDateTime", "e.at").neverNull();
    private static final Property ID = Property.guid("id", "e.entry_id");
    private static final GraphSet AUDITS = GraphSet.of(
                    "auditLogs/directoryAudits",
                    GraphType.of(
                            "directoryAudit",
                            ID,
                            AT,
                            Property.text("activityDisplayName", "e.activity").neverNull(),
                            Property.text("category", "e.category").neverNull(),
                            Property.text("correlationId", "e.correlation").neverNull(),
                            Property.text("operationType", "e.operation").neverNull(),
                            Property.text("loggedByService", DirectoryAuditShown.SERVICE_SQL)
                                    .neverNull(),
                            Property.text("result", "'success'").neverNull(),
                            Property.guid("initiatedBy/user/id", "e.by_person"),
                            Property.guid("initiatedBy/app/appId", "e.by_application"),
                            Property.guid("initiatedBy/app/servicePrincipalId", "e.by_application"),
                            Property.shown("resultReason"),
                            Property.shown("initiatedBy"),
                            Property.items(
                                    "targetResources",
                                    "targetResource",
                                    "audit_target t",
                                    "t.tenant_id = e.tenant_id and t.number = e.number",
                                    Property.text("id", "t.target_id").neverNull(),
                                    Property.text("type", "t.type").neverNull(),
                                    Property.caselessText("displayName", "t.name"),
                                    Property.caselessText("userPrincipalName", "t.name")),
                            Property.shown("additionalDetails")),
                    100,
                    999)
            .orderedBy(Order.newestFirst(AT));

    private final DirectoryAudits audits;
    private final Admission admission;
    private final GraphRequest graph;

    DirectoryAuditResource(DirectoryAudits audits, Admission admission, GraphRequest graph) {
        this.audits = audits;
        this.admission = admission;
        this.graph = graph;
    }

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_AUDIT);
        GraphQuery query = graph.query(AUDITS);
        GraphPage<DirectoryAudits.Recorded> page = audits.list(by.tenant(), query);
        return graph.collection(
                query,
                new GraphPage<>(
                        page.items().stream().map(DirectoryAuditShown::of).toList(), page.next(), page.count()));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_AUDIT);
        return graph.entity(
                AUDITS,
                audits.find(by.tenant(), id(id))
                        .map(DirectoryAuditShown::of)
                        .orElseThrow(() -> new Refusal(Fault.AUDIT_UNKNOWN)));
    }

    private static UUID id(String text) {
        return IdText.read(text, UUID::fromString, Fault.AUDIT_UNKNOWN);
    }
}
