package io.homeward.tenant;

import static io.restassured.RestAssured.given;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant made for one test, and those who call in it. */
public record Organisation(TenantId id, String domain, String clientId, String clientSecret) {
    public static final TenantId PLATFORM = TenantId.of("00000000-0000-4000-8000-000000000001");
    public static final String USERS = "/v1.0/users";
    public static final String GROUPS = "/v1.0/groups";
    public static final String ROLES = "/v1.0/roleManagement/directory/roleAssignments";
    public static final String POLICIES = "/v1.0/identity/conditionalAccess/policies";
    public static final String APPLICATIONS = "/v1.0/applications";
    public static final String RELATIONSHIPS = "/v1.0/tenantRelationships/delegatedAdminRelationships";

    /** A new one, with a domain of its own. */
    public static Organisation made() {
        String domain = "t" + UUID.randomUUID().toString().substring(0, 13) + ".example";
        var made = operator()
                .body(Map.of("displayName", "Organisation " + domain, "defaultDomain", domain))
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .extract();
        return new Organisation(
                TenantId.of(made.path("id")),
                domain,
                made.path("administration.clientId"),
                made.path("administration.clientSecret"));
    }

    public static RequestSpecification operator() {
        return as(Callers.application(PLATFORM, "Tenant.ReadWrite.All"));
    }

    public static RequestSpecification as(Caller caller) {
        return given().auth().oauth2(Callers.token("tenant-service", caller)).contentType(ContentType.JSON);
    }

    /** Its administration application, with every permission of a tenant. */
    public RequestSpecification administration() {
        return application(Permission.ofTenants().stream().map(Permission::wire).toArray(String[]::new));
    }

    public RequestSpecification application(String... permissions) {
        return as(Callers.application(id, permissions));
    }

    /** A member with these roles, whoever he is. */
    public RequestSpecification member(DirectoryRole... roles) {
        return member(new PersonId(UUID.randomUUID()), roles);
    }

    public RequestSpecification member(PersonId person, DirectoryRole... roles) {
        return as(Callers.member(id, person, ids(roles)));
    }

    /** Somebody of another tenant with these roles here. */
    public RequestSpecification technicianOf(Organisation home, DirectoryRole... roles) {
        return as(Callers.external(home.id, new PersonId(UUID.randomUUID()), id, ids(roles)));
    }

    private static String[] ids(DirectoryRole... roles) {
        return Arrays.stream(roles).map(role -> role.id().toString()).toArray(String[]::new);
    }

    public PersonId person(String name) {
        return PersonId.of(administration()
                .body(Map.of("displayName", name, "userPrincipalName", name + "@" + domain, "accountEnabled", true))
                .post(USERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    public String group(String name) {
        return administration()
                .body(Map.of("displayName", name, "mailEnabled", false, "securityEnabled", true))
                .post(GROUPS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public void join(PersonId person, String group) {
        administration()
                .body(Map.of("@odata.id", "https://homeward.example/v1.0/directoryObjects/" + person))
                .post(GROUPS + "/" + group + "/members/$ref")
                .then()
                .statusCode(204);
    }

    public String appoint(PersonId person, DirectoryRole role) {
        return administration()
                .body(Map.of(
                        "roleDefinitionId", role.id().toString(),
                        "principalId", person.toString(),
                        "directoryScopeId", "/"))
                .post(ROLES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** An offer to a customer, not yet locked. */
    public String offer(Organisation customer, DirectoryRole... roles) {
        return administration()
                .body(Map.of(
                        "displayName",
                        "Help for " + customer.domain(),
                        "duration",
                        "P365D",
                        "customer",
                        Map.of("tenantId", customer.id().toString()),
                        "accessDetails",
                        accessDetails(roles)))
                .post(RELATIONSHIPS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public void ask(String relationship, String action) {
        administration()
                .body(Map.of("action", action))
                .post(RELATIONSHIPS + "/" + relationship + "/requests")
                .then()
                .statusCode(201);
    }

    /** An active relationship with this partner. */
    public static String agreed(Organisation partner, Organisation customer, DirectoryRole... roles) {
        String id = partner.offer(customer, roles);
        partner.ask(id, "lockForApproval");
        customer.ask(id, "approve");
        return id;
    }

    /** Gives the members of this group access to a customer. */
    public void delegate(String group, Organisation customer) {
        String relationship = agreed(this, customer, DirectoryRole.HELPDESK_ADMINISTRATOR);
        administration()
                .body(Map.of(
                        "accessContainer", Map.of("accessContainerId", group),
                        "accessDetails", accessDetails(DirectoryRole.HELPDESK_ADMINISTRATOR)))
                .post(RELATIONSHIPS + "/" + relationship + "/accessAssignments")
                .then()
                .statusCode(201);
    }

    public static Map<String, Object> accessDetails(DirectoryRole... roles) {
        List<Map<String, String>> ids = Arrays.stream(roles)
                .map(role -> Map.of("roleDefinitionId", role.id().toString()))
                .toList();
        return Map.of("unifiedRoles", ids);
    }
}
