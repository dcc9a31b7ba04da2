package io.homeward.systemtest.graph;

import static io.homeward.systemtest.graph.GraphClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.models.DelegatedAdminAccessAssignment;
import com.microsoft.graph.models.DelegatedAdminAccessAssignmentStatus;
import com.microsoft.graph.models.DelegatedAdminAccessContainer;
import com.microsoft.graph.models.DelegatedAdminAccessContainerType;
import com.microsoft.graph.models.DelegatedAdminAccessDetails;
import com.microsoft.graph.models.DelegatedAdminCustomer;
import com.microsoft.graph.models.DelegatedAdminRelationship;
import com.microsoft.graph.models.DelegatedAdminRelationshipCustomerParticipant;
import com.microsoft.graph.models.DelegatedAdminRelationshipRequest;
import com.microsoft.graph.models.DelegatedAdminRelationshipRequestAction;
import com.microsoft.graph.models.DelegatedAdminRelationshipStatus;
import com.microsoft.graph.models.Group;
import com.microsoft.graph.models.UnifiedRole;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.PeriodAndDuration;
import io.homeward.local.door.Eventually;
import io.homeward.local.sample.Organisation;
import io.homeward.systemtest.RunningSuite;
import io.homeward.systemtest.RunningSuite.Installation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Delegated admin relationships through the official SDK, in the order in which partners' scripts go. */
@ExtendWith(RunningSuite.class)
class RelationshipSdkTest {
    private static final String HELPDESK = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
    private static final String GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10";

    @Test
    void a_relationship_lives_from_offer_to_termination(Installation installation) {
        Organisation partnerOrganisation = installation.organisation("sdkpartner");
        Organisation customerOrganisation = installation.organisation("sdkcustomer");
        GraphServiceClient partner = GraphClient.of(installation.door().edge(), partnerOrganisation);
        GraphServiceClient customer = GraphClient.of(installation.door().edge(), customerOrganisation);

        DelegatedAdminRelationship offer = relationships(partner)
                .post(offer("Helpdesk of " + customerOrganisation.domain(), customerOrganisation));
        assertThat(offer.getStatus()).isEqualTo(DelegatedAdminRelationshipStatus.Created);
        assertThat(offer.getId()).hasSize(73);
        String etag = etag(offer);
        var change = new DelegatedAdminRelationship();
        change.setDisplayName("Second line of " + customerOrganisation.domain());
        var unguarded = refused(() -> item(partner, offer).patch(change));
        assertThat(unguarded.getResponseStatusCode()).as("If-Match is required").isIn(400, 412, 428);
        item(partner, offer).patch(change, asked -> asked.headers.add("If-Match", etag));
        assertThat(refused(() -> item(partner, offer).patch(change, asked -> asked.headers.add("If-Match", etag)))
                        .getResponseStatusCode())
                .as("somebody changed it in between")
                .isEqualTo(412);

        ask(partner, offer, DelegatedAdminRelationshipRequestAction.LockForApproval);
        await(partner, offer, DelegatedAdminRelationshipStatus.ApprovalPending);
        ask(customer, offer, DelegatedAdminRelationshipRequestAction.Approve);
        await(partner, offer, DelegatedAdminRelationshipStatus.Active);
        assertThat(relationships(partner)
                        .get(asked -> {
                            asked.queryParameters.filter = "(status eq 'active') AND (customer/tenantId eq '%s')"
                                    .formatted(customerOrganisation.id());
                            asked.queryParameters.top = 300;
                        })
                        .getValue())
                .extracting(DelegatedAdminRelationship::getId)
                .containsExactly(offer.getId());
        assertThat(partner.tenantRelationships().delegatedAdminCustomers().get().getValue())
                .extracting(DelegatedAdminCustomer::getTenantId)
                .containsExactly(customerOrganisation.id());

        DelegatedAdminAccessAssignment assigned =
                item(partner, offer).accessAssignments().post(assignment(group(partner)));
        DelegatedAdminAccessAssignment active = Eventually.that(
                () -> item(partner, offer)
                        .accessAssignments()
                        .byDelegatedAdminAccessAssignmentId(assigned.getId())
                        .get(),
                "active",
                now -> now.getStatus() == DelegatedAdminAccessAssignmentStatus.Active,
                Duration.ofSeconds(15));
        item(partner, offer)
                .accessAssignments()
                .byDelegatedAdminAccessAssignmentId(active.getId())
                .delete(asked -> asked.headers.add(
                        "If-Match",
                        active.getAdditionalData().get("@odata.etag").toString()));

        ask(customer, offer, DelegatedAdminRelationshipRequestAction.Terminate);
        await(partner, offer, DelegatedAdminRelationshipStatus.Terminated);
        assertThat(partner.tenantRelationships().delegatedAdminCustomers().get().getValue())
                .isEmpty();
    }

    @Test
    void a_relationship_with_global_administrator_does_not_extend_itself(Installation installation) {
        Organisation customer = installation.organisation("sdkforever");
        GraphServiceClient partner =
                GraphClient.of(installation.door().edge(), installation.organisation("sdkeverything"));
        DelegatedAdminRelationship offer = offer("Everything for ever", customer);
        offer.getAccessDetails().setUnifiedRoles(List.of(role(GLOBAL_ADMINISTRATOR)));
        offer.setAutoExtendDuration(PeriodAndDuration.parse("P180D"));

        assertThat(refused(() -> relationships(partner).post(offer)).getResponseStatusCode())
                .isEqualTo(400);
    }

    @Test
    void a_tenant_is_found_by_its_id_and_by_its_domain(Installation installation) {
        Organisation other = installation.organisation("sdkfound");
        GraphServiceClient graph = GraphClient.of(installation.door().edge(), installation.organisation("sdkfinder"));

        var byId = graph.tenantRelationships()
                .findTenantInformationByTenantIdWithTenantId(other.id())
                .get();
        var byDomain = graph.tenantRelationships()
                .findTenantInformationByDomainNameWithDomainName(other.domain())
                .get();

        assertThat(byId.getDefaultDomainName()).isEqualTo(other.domain());
        assertThat(byDomain.getTenantId()).isEqualTo(other.id());
    }

    private static com.microsoft.graph.tenantrelationships.delegatedadminrelationships
                    .DelegatedAdminRelationshipsRequestBuilder
            relationships(GraphServiceClient graph) {
        return graph.tenantRelationships().delegatedAdminRelationships();
    }

    private static com.microsoft.graph.tenantrelationships.delegatedadminrelationships.item
                    .DelegatedAdminRelationshipItemRequestBuilder
            item(GraphServiceClient graph, DelegatedAdminRelationship relationship) {
        return relationships(graph).byDelegatedAdminRelationshipId(relationship.getId());
    }

    private static void ask(
            GraphServiceClient graph,
            DelegatedAdminRelationship relationship,
            DelegatedAdminRelationshipRequestAction action) {
        var request = new DelegatedAdminRelationshipRequest();
        request.setAction(action);
        item(graph, relationship).requests().post(request);
    }

    private static void await(
            GraphServiceClient graph, DelegatedAdminRelationship offer, DelegatedAdminRelationshipStatus status) {
        Eventually.that(
                () -> item(graph, offer).get(), status.value, now -> now.getStatus() == status, Duration.ofSeconds(15));
    }

    private static String etag(DelegatedAdminRelationship relationship) {
        return relationship.getAdditionalData().get("@odata.etag").toString();
    }

    private static String group(GraphServiceClient graph) {
        var group = new Group();
        group.setDisplayName("Second line");
        group.setMailEnabled(false);
        group.setMailNickname("second-line");
        group.setSecurityEnabled(true);
        return graph.groups().post(group).getId();
    }

    private static DelegatedAdminAccessAssignment assignment(String group) {
        var assignment = new DelegatedAdminAccessAssignment();
        var container = new DelegatedAdminAccessContainer();
        container.setAccessContainerId(group);
        container.setAccessContainerType(DelegatedAdminAccessContainerType.SecurityGroup);
        assignment.setAccessContainer(container);
        assignment.setAccessDetails(details());
        return assignment;
    }

    private static DelegatedAdminRelationship offer(String name, Organisation customer) {
        var offer = new DelegatedAdminRelationship();
        offer.setDisplayName(name.substring(0, Math.min(50, name.length())));
        offer.setDuration(PeriodAndDuration.parse("P365D"));
        offer.setAutoExtendDuration(PeriodAndDuration.parse("PT0S"));
        var participant = new DelegatedAdminRelationshipCustomerParticipant();
        participant.setTenantId(customer.id());
        offer.setCustomer(participant);
        offer.setAccessDetails(details());
        return offer;
    }

    private static DelegatedAdminAccessDetails details() {
        var details = new DelegatedAdminAccessDetails();
        details.setUnifiedRoles(List.of(role(HELPDESK)));
        return details;
    }

    private static UnifiedRole role(String id) {
        var role = new UnifiedRole();
        role.setRoleDefinitionId(id);
        return role;
    }
}
