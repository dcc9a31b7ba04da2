package io.homeward.local.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import io.homeward.local.door.PublicDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A delegated admin relationship between two organisations, and what either side may do with it. */
public final class Relationship {
    private static final String PATH = "/v1.0/tenantRelationships/delegatedAdminRelationships";
    private static final String OWN_PATH = "/v1/delegatedAdminRelationships";
    private static final Duration WITHIN = Duration.ofSeconds(15);

    private final PublicDoor door;
    private final Organisation customer;
    private final String id;

    private Relationship(PublicDoor door, Organisation customer, String id) {
        this.door = door;
        this.customer = customer;
        this.id = id;
    }

    /** Offered by the provider, approved by the customer, and assigned to a group of the provider's technicians. */
    public static Relationship agree(PublicDoor door, Organisation provider, Organisation customer, String group) {
        ObjectNode offer = Json.object()
                .put("displayName", customer.name() + " - helpdesk")
                .put("duration", "P365D")
                .put("autoExtendDuration", "P180D");
        offer.putObject("customer").put("tenantId", customer.id());
        roles(offer.putObject("accessDetails").putArray("unifiedRoles"));
        String id =
                Administration.done(door.post(provider.token(), PATH, offer)).text("/id");
        var relationship = new Relationship(door, customer, id);
        Administration.done(relationship.request(provider.token(), "lockForApproval"));
        relationship.await(provider, "approvalPending");
        Administration.done(relationship.request(customer.token(), "approve"));
        relationship.await(provider, "active");
        relationship.assign(provider, group);
        return relationship;
    }

    /** Two ids joined by a hyphen, as Graph has it. */
    public String id() {
        return id;
    }

    /** Either side stops it for a while. */
    public Answer suspendedBy(Organisation side) {
        return door.post(
                side.token(),
                OWN_PATH + "/" + id + "/suspend",
                Json.object().put("reason", "Something is not right there"));
    }

    /** The customer allows these tenants, and no others, to come in through the provider (D20). */
    public Answer letsThrough(Organisation... homes) {
        String path = OWN_PATH + "/" + id + "/subDelegates";
        String etag = door.get(customer.token(), path).header("ETag").orElse("");
        ObjectNode allowed = Json.object();
        ArrayNode tenants = allowed.putArray("tenants");
        for (Organisation home : homes) {
            tenants.addObject().put("tenantId", home.id());
        }
        return Administration.done(
                door.send("PUT", customer.token(), path, Map.of("If-Match", etag), Optional.of(allowed)));
    }

    private void assign(Organisation provider, String group) {
        ObjectNode assignment = Json.object();
        assignment
                .putObject("accessContainer")
                .put("accessContainerId", group)
                .put("accessContainerType", "securityGroup");
        roles(assignment.putObject("accessDetails").putArray("unifiedRoles"));
        Administration.done(door.post(provider.token(), PATH + "/" + id + "/accessAssignments", assignment));
    }

    /** The customer ends it. */
    public Answer endedByCustomer() {
        return request(customer.token(), "terminate");
    }

    private Answer request(String token, String action) {
        return door.post(token, PATH + "/" + id + "/requests", Json.object().put("action", action));
    }

    private void await(Organisation provider, String status) {
        Eventually.get(
                () -> door.get(provider.token(), PATH + "/" + id),
                "status " + status,
                answer -> answer.text("/status").equals(status),
                WITHIN);
    }

    private static void roles(ArrayNode roles) {
        List<String> all = Roles.OF_A_HELPDESK;
        all.forEach(role -> roles.addObject().put("roleDefinitionId", role));
    }
}
