package io.homeward.tenant.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listed;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.registry.Organizations.Organization;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The caller's own organisation in Graph's shape: a collection of one. */
@Path(GraphPath.ROOT + "/organization")
@RunOnVirtualThread
public class OrganizationResource {
    private static final GraphSet ORGANIZATIONS = GraphSet.of(
            "organization",
            GraphType.of(
                    "organization",
                    Property.guid("id", "t.tenant_id"),
                    Property.shown("displayName"),
                    Property.shown("createdDateTime"),
                    Property.shown("tenantType"),
                    Property.shown("verifiedDomains"),
                    Property.shown("technicalNotificationMails"),
                    Property.shown("securityComplianceNotificationMails"),
                    Property.shown("marketingNotificationEmails"),
                    Property.shown("privacyProfile")),
            100,
            999);

    private final Organizations organizations;
    private final Admission admission;
    private final GraphRequest graph;

    OrganizationResource(Organizations organizations, Admission admission, GraphRequest graph) {
        this.organizations = organizations;
        this.admission = admission;
        this.graph = graph;
    }

    record VerifiedDomain(String name, String type, String capabilities, boolean isDefault, boolean isInitial) {}

    @JsonInclude
    record PrivacyProfile(
            @Nullable String contactEmail, @Nullable String statementUrl) {}

    @JsonInclude
    record Shown(
            UUID id,
            String displayName,
            Instant createdDateTime,
            String tenantType,
            List<VerifiedDomain> verifiedDomains,
            List<String> technicalNotificationMails,
            List<String> securityComplianceNotificationMails,
            List<String> marketingNotificationEmails,
            @Nullable PrivacyProfile privacyProfile) {
        static Shown of(Organization organization) {
            Tenant tenant = organization.tenant();
            Contacts contacts = organization.contacts();
            boolean privacy =
                    contacts.privacyMail().isPresent() || contacts.privacyUrl().isPresent();
            return new Shown(
                    tenant.id().value(),
                    tenant.displayName(),
                    tenant.createdAt(),
                    "AAD",
                    organization.domains().stream()
                            .map(domain -> new VerifiedDomain(
                                    domain.name(), "Managed", "", domain.isDefault(), domain.initial()))
                            .toList(),
                    contacts.technical(),
                    contacts.security(),
                    contacts.marketing(),
                    privacy
                            ? new PrivacyProfile(
                                    contacts.privacyMail().orElse(null),
                                    contacts.privacyUrl().orElse(null))
                            : null);
        }
    }

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_OWN_TENANT);
        GraphQuery query = graph.query(ORGANIZATIONS);
        var own = new Listed<>(Shown.of(organizations.get(by.tenant())), "");
        return graph.collection(query, query.page(List.of(own), () -> 1L));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_OWN_TENANT);
        own(by.tenant().toString(), id);
        return graph.entity(ORGANIZATIONS, Shown.of(organizations.get(by.tenant())));
    }

    @PATCH
    @Path("{id}")
    @ResponseStatus(204)
    @Needs(Right.WRITE_ORGANIZATION)
    public void change(@PathParam("id") String id, @NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_ORGANIZATION);
        own(by.tenant().toString(), id);
        organizations.change(by.tenant(), new OrganizationPatch(body)::applied);
    }

    /** Somebody else's and nobody's look alike. */
    private static void own(String tenant, String id) {
        if (!tenant.equalsIgnoreCase(id)) {
            throw new Refusal(Fault.TENANT_UNKNOWN);
        }
    }
}
