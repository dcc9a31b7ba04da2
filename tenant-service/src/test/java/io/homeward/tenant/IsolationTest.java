package io.homeward.tenant;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.homeward.accessrules.PersonId;
import io.homeward.graph.GraphPath;
import io.homeward.testsupport.HouseRules;
import io.restassured.response.Response;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tenant B sees, counts and changes nothing of tenant A, and cannot tell what A has from what nobody has. */
@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {
    /** Name and default domain of an organisation are for partners to see; TenantInformationResourceTest says what else is not. */
    private static final Set<String> SHOWN_ON_PURPOSE =
            Set.of("/v1.0/tenantRelationships/{call:findTenantInformationBy[^/]+}");

    private Organisation a;
    private Organisation b;
    private static final String HELPDESK = HELPDESK_ADMINISTRATOR.id().toString();

    private PersonId person;
    private PersonId deleted;
    private String group;
    private String role;
    private String policy;
    private String deletedPolicy;
    private String location;
    private String strength;
    private String application;
    private String provider;
    private String relationship;
    private String request;
    private String assignment;
    private String operation;
    private String customer;
    private String waiver;
    private String audit;

    /** Once: before all tests the service's port is not known yet. */
    @BeforeEach
    void everything_there_is_in_tenant_a() {
        if (a != null) {
            return;
        }
        a = Organisation.made();
        b = Organisation.made();
        person = a.person("rui");
        deleted = a.person("gone");
        a.administration().delete("/v1.0/users/" + deleted).then().statusCode(204);
        group = a.group("helpers");
        a.join(person, group);
        role = a.appoint(person, HELPDESK_ADMINISTRATOR);
        policy = a.administration()
                .body(Feeds.example("conditional-access-policy-request.json").toString())
                .post(Organisation.POLICIES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        deletedPolicy = a.administration()
                .body(Feeds.example("conditional-access-policy-request.json").toString())
                .post(Organisation.POLICIES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        a.administration()
                .delete(Organisation.POLICIES + "/" + deletedPolicy)
                .then()
                .statusCode(204);
        location = a.administration()
                .body("""
                        {"@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"Here","countriesAndRegions":["PT"]}""")
                .post("/v1.0/identity/conditionalAccess/namedLocations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        strength = a.administration()
                .body(Map.of("displayName", "Keys", "allowedCombinations", List.of("fido2")))
                .post("/v1.0/identity/conditionalAccess/authenticationStrength/policies")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        application = a.clientId();
        for (Organisation each : List.of(a, b)) {
            String branding = "/v1.0/organization/" + each.id() + "/branding";
            byte[] logo = Base64.getDecoder()
                    .decode(Feeds.example("feed-branding.json")
                            .at("/0/logo/content")
                            .asText());
            each.administration()
                    .contentType("image/png")
                    .body(logo)
                    .put(branding + "/bannerLogo")
                    .then()
                    .statusCode(204);
        }
        provider = a.administration()
                .body(Map.of("displayName", "Staff", "clientId", "homeward", "issuer", "https://login." + a.domain()))
                .post("/v1.0/identity/identityProviders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Organisation served = Organisation.made();
        customer = served.id().toString();
        relationship = Organisation.agreed(a, served, HELPDESK_ADMINISTRATOR, SECURITY_READER);
        request = a.administration()
                .get(Organisation.RELATIONSHIPS + "/" + relationship + "/requests")
                .path("value[0].id");
        assignment = a.administration()
                .body(Map.of(
                        "accessContainer", Map.of("accessContainerId", group),
                        "accessDetails", Organisation.accessDetails(HELPDESK_ADMINISTRATOR)))
                .post(Organisation.RELATIONSHIPS + "/" + relationship + "/accessAssignments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        a.administration()
                .body(Map.of("tenantId", customer, "inboundTrust", Map.of("isMfaAccepted", true)))
                .post("/v1.0/policies/crossTenantAccessPolicy/partners")
                .then()
                .statusCode(201);
        RiskStandIn.atRisk(person, 3);
        waiver = a.member(GLOBAL_ADMINISTRATOR)
                .body(Map.of(
                        "person",
                        person.toString(),
                        "riskEpoch",
                        3,
                        "reason",
                        "Nobody else is on duty",
                        "until",
                        Instant.now().plusSeconds(3600).toString()))
                .post("/v1/waivers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String polled = a.administration()
                .header("If-Match", "*")
                .body(Map.of("accessDetails", Organisation.accessDetails(HELPDESK_ADMINISTRATOR)))
                .patch(Organisation.RELATIONSHIPS + "/" + relationship)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        operation = polled.substring(polled.lastIndexOf('/') + 1);
        audit = a.administration().get("/v1.0/auditLogs/directoryAudits").path("value[0].id");
    }

    /** Every GET route with the ids of A that belong into it, in the order of its parameters; none for a list. */
    private Map<String, List<String>> routes() {
        String relationships = "/v1.0/tenantRelationships/delegatedAdminRelationships";
        return Map.ofEntries(
                Map.entry("/v1.0/users", List.of()),
                Map.entry("/v1.0/users/{key}", List.of(person.toString())),
                Map.entry("/v1.0/users/" + GraphPath.DELTA, List.of("delta")),
                Map.entry("/v1.0/users/" + GraphPath.COUNT, List.of("$count")),
                Map.entry(
                        "/v1.0/users/{key}/{list:memberOf|transitiveMemberOf}", List.of(person.toString(), "memberOf")),
                Map.entry(
                        "/v1.0/users/{key}/{list:memberOf|transitiveMemberOf}/{cast:(?:microsoft\\.)?graph\\.[A-Za-z]+}",
                        List.of(person.toString(), "transitiveMemberOf", "microsoft.graph.group")),
                Map.entry(
                        "/v1.0/users/{key}/{list:memberOf|transitiveMemberOf}/" + GraphPath.COUNT,
                        List.of(person.toString(), "memberOf", "$count")),
                Map.entry("/v1.0/me", List.of()),
                Map.entry("/v1.0/me/{list:memberOf|transitiveMemberOf}", List.of("memberOf")),
                Map.entry(
                        "/v1.0/me/{list:memberOf|transitiveMemberOf}/{cast:(?:microsoft\\.)?graph\\.[A-Za-z]+}",
                        List.of("memberOf", "microsoft.graph.group")),
                Map.entry("/v1.0/directoryObjects/{id}", List.of(group)),
                Map.entry("/v1.0/directory/deletedItems/{id}", List.of(deleted.toString())),
                Map.entry(
                        "/v1.0/directory/deletedItems/{kind:microsoft\\.graph\\.user}",
                        List.of("microsoft.graph.user")),
                Map.entry(
                        "/v1.0/directory/deletedItems/{kind:microsoft\\.graph\\.user}/" + GraphPath.COUNT,
                        List.of("microsoft.graph.user", "$count")),
                Map.entry(
                        "/v1.0/directory/deletedItems/{kind:microsoft\\.graph\\.group}",
                        List.of("microsoft.graph.group")),
                Map.entry("/v1.0/directoryRoles", List.of()),
                Map.entry("/v1.0/directoryRoles/{role}", List.of(HELPDESK)),
                Map.entry("/v1.0/directoryRoles/{role}/members", List.of(HELPDESK)),
                Map.entry("/v1.0/directoryRoleTemplates", List.of()),
                Map.entry("/v1.0/directoryRoleTemplates/{role}", List.of(HELPDESK)),
                Map.entry("/v1.0/roleManagement/directory/roleDefinitions/{id}", List.of(HELPDESK)),
                Map.entry("/v1.0/groups", List.of()),
                Map.entry("/v1.0/groups/{id}", List.of(group)),
                Map.entry("/v1.0/groups/" + GraphPath.DELTA, List.of("delta")),
                Map.entry("/v1.0/groups/" + GraphPath.COUNT, List.of("$count")),
                Map.entry("/v1.0/groups/{id}/{list:members|transitiveMembers|owners}", List.of(group, "members")),
                Map.entry(
                        "/v1.0/groups/{id}/{list:members|transitiveMembers|owners}/{cast:(?:microsoft\\.)?graph\\.[A-Za-z]+}",
                        List.of(group, "transitiveMembers", "microsoft.graph.user")),
                Map.entry(
                        "/v1.0/groups/{id}/{list:members|transitiveMembers|owners}/" + GraphPath.COUNT,
                        List.of(group, "members", "$count")),
                Map.entry(
                        "/v1.0/groups/{id}/{list:members|transitiveMembers|owners}/{cast:(?:microsoft\\.)?graph\\.[A-Za-z]+}/"
                                + GraphPath.COUNT,
                        List.of(group, "members", "microsoft.graph.user", "$count")),
                Map.entry("/v1.0/groups/{id}/{list:memberOf|transitiveMemberOf}", List.of(group, "memberOf")),
                Map.entry(
                        "/v1.0/groups/{id}/{list:memberOf|transitiveMemberOf}/{cast:(?:microsoft\\.)?graph\\.[A-Za-z]+}",
                        List.of(group, "memberOf", "microsoft.graph.group")),
                Map.entry(
                        "/v1.0/groups/{id}/{list:memberOf|transitiveMemberOf}/" + GraphPath.COUNT,
                        List.of(group, "memberOf", "$count")),
                Map.entry(
                        "/v1.0/users/{key}/{list:memberOf|transitiveMemberOf}/{cast:(?:microsoft\\.)?graph\\.[A-Za-z]+}/"
                                + GraphPath.COUNT,
                        List.of(person.toString(), "memberOf", "microsoft.graph.group", "$count")),
                Map.entry(
                        "/v1.0/me/{list:memberOf|transitiveMemberOf}/" + GraphPath.COUNT,
                        List.of("memberOf", "$count")),
                Map.entry(
                        "/v1.0/directoryRoles/{role}/members/{cast:(?:microsoft\\.)?graph\\.[A-Za-z]+}",
                        List.of(HELPDESK, "microsoft.graph.user")),
                Map.entry("/v1.0/directoryRoles/{role}/members/" + GraphPath.COUNT, List.of(HELPDESK, "$count")),
                Map.entry(
                        "/v1.0/directory/deletedItems/{kind:microsoft\\.graph\\.group}/" + GraphPath.COUNT,
                        List.of("microsoft.graph.group", "$count")),
                Map.entry("/v1.0/roleManagement/directory/roleDefinitions", List.of()),
                Map.entry("/v1.0/roleManagement/directory/roleAssignments", List.of()),
                Map.entry("/v1.0/roleManagement/directory/roleAssignments/{id}", List.of(role)),
                Map.entry("/v1.0/identity/conditionalAccess/policies", List.of()),
                Map.entry("/v1.0/identity/conditionalAccess/policies/{id}", List.of(policy)),
                Map.entry("/v1.0/identity/conditionalAccess/policies/" + GraphPath.COUNT, List.of()),
                Map.entry("/v1.0/identity/conditionalAccess/deletedItems/policies", List.of()),
                Map.entry("/v1.0/identity/conditionalAccess/namedLocations", List.of()),
                Map.entry("/v1.0/identity/conditionalAccess/namedLocations/" + GraphPath.COUNT, List.of()),
                Map.entry("/v1.0/identity/conditionalAccess/namedLocations/{id}", List.of(location)),
                Map.entry("/v1.0/identity/conditionalAccess/authenticationStrength/policies", List.of()),
                Map.entry("/v1.0/identity/conditionalAccess/authenticationStrength/policies/{id}", List.of(strength)),
                Map.entry("/v1.0/identity/conditionalAccess/authenticationContextClassReferences", List.of()),
                Map.entry("/v1.0/identity/conditionalAccess/templates", List.of()),
                Map.entry(
                        "/v1.0/identity/conditionalAccess/templates/{id}",
                        List.of(UUID.randomUUID().toString())),
                Map.entry("/v1.0/identity/conditionalAccess/deletedItems/policies/{id}", List.of(deletedPolicy)),
                Map.entry("/v1/conditionalAccess/lint", List.of()),
                Map.entry("/v1/conditionalAccess/versions", List.of()),
                Map.entry("/v1/conditionalAccess/versions/{number}", List.of("3")),
                Map.entry("/v1/conditionalAccess/versions/{number}/diff", List.of("3")),
                Map.entry("/v1.0/organization", List.of()),
                Map.entry("/v1.0/organization/{id}", List.of(a.id().toString())),
                Map.entry("/v1.0/organization/{id}/branding", List.of(a.id().toString())),
                Map.entry("/v1.0/organization/{id}/branding/bannerLogo", List.of(a.id().toString())),
                Map.entry("/v1.0/identity/identityProviders", List.of()),
                Map.entry("/v1.0/identity/identityProviders/{id}", List.of(provider)),
                Map.entry("/v1.0/domains", List.of()),
                Map.entry("/v1.0/domains/{name}", List.of(a.domain())),
                Map.entry("/v1.0/domains/{name}/verificationDnsRecords", List.of(a.domain())),
                Map.entry("/v1.0/applications", List.of()),
                Map.entry("/v1.0/applications/{id}", List.of(application)),
                Map.entry("/v1.0/servicePrincipals", List.of()),
                Map.entry("/v1.0/servicePrincipals/{id}", List.of(application)),
                Map.entry("/v1.0/servicePrincipals/{id}/appRoleAssignments", List.of(application)),
                Map.entry(relationships, List.of()),
                Map.entry(relationships + "/{id}", List.of(relationship)),
                Map.entry(relationships + "/{relationship}/requests", List.of(relationship)),
                Map.entry(relationships + "/{relationship}/requests/{request}", List.of(relationship, request)),
                Map.entry(relationships + "/{relationship}/accessAssignments", List.of(relationship)),
                Map.entry(
                        relationships + "/{relationship}/accessAssignments/{assignment}",
                        List.of(relationship, assignment)),
                Map.entry(relationships + "/{relationship}/operations", List.of(relationship)),
                Map.entry(relationships + "/{relationship}/operations/{operation}", List.of(relationship, operation)),
                Map.entry("/v1.0/tenantRelationships/delegatedAdminCustomers", List.of()),
                Map.entry("/v1.0/tenantRelationships/delegatedAdminCustomers/{id}", List.of(customer)),
                Map.entry(
                        "/v1.0/tenantRelationships/delegatedAdminCustomers/{id}/serviceManagementDetails",
                        List.of(customer)),
                Map.entry("/v1.0/policies/crossTenantAccessPolicy", List.of()),
                Map.entry("/v1.0/policies/crossTenantAccessPolicy/default", List.of()),
                Map.entry("/v1.0/policies/crossTenantAccessPolicy/partners", List.of()),
                Map.entry("/v1.0/policies/crossTenantAccessPolicy/partners/{tenant}", List.of(customer)),
                Map.entry("/v1/homePosture", List.of()),
                Map.entry("/v1/homePosture/changes", List.of()),
                Map.entry("/v1/delegatedAdminRelationships/{relationship}/homePosture", List.of(relationship)),
                Map.entry("/v1/delegatedAdminRelationships/{relationship}/homePosture/changes", List.of(relationship)),
                Map.entry("/v1/delegatedAdminRelationships/paths", List.of()),
                Map.entry("/v1/waivers", List.of()),
                Map.entry("/v1/waivers/offered", List.of()),
                Map.entry("/v1/waivers/{waiver}", List.of(waiver)),
                Map.entry("/v1/delegatedAdminRelationships/{relationship}/suspension", List.of(relationship)),
                Map.entry("/v1/delegatedAdminRelationships/{relationship}/subDelegates", List.of(relationship)),
                Map.entry("/v1.0/auditLogs/directoryAudits", List.of()),
                Map.entry("/v1.0/auditLogs/directoryAudits/{id}", List.of(audit)),
                Map.entry("/v1/audit/export", List.of()),
                Map.entry("/v1/audit/key", List.of()),
                Map.entry("/scim/v2/Users", List.of()),
                Map.entry("/scim/v2/Users/{id}", List.of(person.toString())),
                Map.entry("/scim/v2/Groups", List.of()),
                Map.entry("/scim/v2/Groups/{id}", List.of(group)),
                Map.entry("/scim/v2/ServiceProviderConfig", List.of()),
                Map.entry("/scim/v2/ResourceTypes", List.of()),
                Map.entry(
                        "/scim/v2/ResourceTypes/{id}", List.of(UUID.randomUUID().toString())),
                Map.entry("/scim/v2/Schemas", List.of()),
                Map.entry("/scim/v2/Schemas/{id}", List.of(UUID.randomUUID().toString())),
                Map.entry("/v1/tenant", List.of()),
                Map.entry("/v1/homeRealm", List.of()),
                Map.entry("/v1/tenants", List.of()),
                Map.entry("/v1/tenants/{id}", List.of(a.id().toString())),
                Map.entry("/v1/registrationPolicy", List.of()),
                Map.entry("/v1.0/policies/authorizationPolicy", List.of()),
                Map.entry("/v1/breakGlassAccounts", List.of()),
                Map.entry("/v1/externalAccess", List.of()));
    }

    private List<String> everyIdOfA() {
        return List.of(
                a.id().toString(),
                a.domain(),
                person.toString(),
                deleted.toString(),
                group,
                role,
                policy,
                deletedPolicy,
                location,
                strength,
                application,
                provider,
                relationship,
                request,
                assignment,
                operation,
                customer,
                audit);
    }

    @Test
    void every_route_there_is_is_walked_here() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : HouseRules.mainClasses("io.homeward.tenant")) {
            if (type.isAnnotatedWith(Path.class)) {
                for (JavaMethod method : type.getMethods()) {
                    if (method.isAnnotatedWith(GET.class)) {
                        String base =
                                type.getAnnotationOfType(Path.class).value().replace(GraphPath.ROOT, "/v1.0");
                        String below = method.isAnnotatedWith(Path.class)
                                ? "/" + method.getAnnotationOfType(Path.class).value()
                                : "";
                        found.add(base + below);
                    }
                }
            }
        }
        found.removeAll(SHOWN_ON_PURPOSE);
        assertThat(routes().keySet()).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void no_route_shows_another_tenant_anything_of_a() {
        routes().forEach((route, ids) -> {
            Response answer = b.administration().get(filled(route, ids));
            assertThat(answer.asString()).as("GET %s", route).doesNotContain(shown(ids));
            if (!Collections.disjoint(ids, everyIdOfA())) {
                assertThat(answer.statusCode()).as("GET %s", route).isIn(403, 404);
            }
        });
    }

    /** What was asked for may be repeated in the answer; nothing else of A may be in it. */
    private List<String> shown(List<String> asked) {
        var others = new ArrayList<>(everyIdOfA());
        others.removeAll(asked);
        return others;
    }

    @Test
    void what_a_has_looks_to_others_like_what_nobody_has() {
        routes().forEach((route, ids) -> {
            if (!Collections.disjoint(ids, everyIdOfA())) {
                List<String> nobodys = ids.stream()
                        .map(id -> everyIdOfA().contains(id) ? another(id) : id)
                        .toList();
                Response theirs = b.administration().get(filled(route, ids));
                Response nothing = b.administration().get(filled(route, nobodys));
                assertThat(theirs.statusCode()).as(route).isEqualTo(nothing.statusCode());
                assertThat(comparable(theirs)).as(route).isEqualTo(comparable(nothing));
            }
        });
    }

    @Test
    void no_write_of_another_tenant_reaches_a() {
        String nobody = UUID.randomUUID().toString();
        List<Response> answers = List.of(
                b.administration().body(Map.of("displayName", "x")).patch("/v1.0/users/" + person),
                b.administration().body(Map.of("displayName", "x")).patch("/v1.0/users/rui@" + a.domain()),
                b.administration().delete("/v1.0/users/" + person),
                b.administration()
                        .body(Map.of("@odata.id", "https://x/v1.0/users/" + person))
                        .post("/v1.0/groups/" + b.group("theirs") + "/members/$ref"),
                b.administration()
                        .body(Map.of("@odata.id", "https://x/v1.0/users/" + b.person("theirs")))
                        .post("/v1.0/groups/" + group + "/members/$ref"),
                b.administration().delete("/v1.0/groups/" + group + "/members/" + person + "/$ref"),
                b.administration()
                        .body(Map.of(
                                "roleDefinitionId",
                                HELPDESK_ADMINISTRATOR.id().toString(),
                                "principalId",
                                person.toString()))
                        .post(Organisation.ROLES),
                b.administration().delete(Organisation.ROLES + "/" + role),
                b.administration().body(Map.of("state", "disabled")).patch(Organisation.POLICIES + "/" + policy),
                b.administration().delete(Organisation.POLICIES + "/" + policy),
                b.administration()
                        .post("/v1.0/identity/conditionalAccess/deletedItems/policies/" + deletedPolicy + "/restore"),
                b.administration().delete("/v1.0/identity/conditionalAccess/deletedItems/policies/" + deletedPolicy),
                b.administration()
                        .body("{\"@odata.type\":\"#microsoft.graph.countryNamedLocation\",\"displayName\":\"x\"}")
                        .patch("/v1.0/identity/conditionalAccess/namedLocations/" + location),
                b.administration().delete("/v1.0/identity/conditionalAccess/namedLocations/" + location),
                b.administration()
                        .body(Map.of("displayName", "x"))
                        .patch("/v1.0/identity/conditionalAccess/authenticationStrength/policies/" + strength),
                b.administration()
                        .delete("/v1.0/identity/conditionalAccess/authenticationStrength/policies/" + strength),
                b.administration().body(Map.of()).patch("/v1.0/identity/identityProviders/" + provider),
                b.administration().delete("/v1.0/identity/identityProviders/" + provider),
                b.administration().body(Map.of("isDefault", true)).patch("/v1.0/domains/" + a.domain()),
                b.administration().post("/v1.0/domains/" + a.domain() + "/verify"),
                b.administration().delete("/v1.0/domains/" + a.domain()),
                b.administration().body(Map.of()).post(Organisation.APPLICATIONS + "/" + application + "/addPassword"),
                b.administration()
                        .body(Map.of("keyId", nobody))
                        .post(Organisation.APPLICATIONS + "/" + application + "/removePassword"),
                b.administration().delete(Organisation.APPLICATIONS + "/" + application),
                b.administration()
                        .body(Map.of("action", "terminate"))
                        .post(Organisation.RELATIONSHIPS + "/" + relationship + "/requests"),
                b.administration()
                        .header("If-Match", "*")
                        .body(Map.of("displayName", "x"))
                        .patch(Organisation.RELATIONSHIPS + "/" + relationship),
                b.administration().header("If-Match", "*").delete(Organisation.RELATIONSHIPS + "/" + relationship),
                b.administration()
                        .delete(Organisation.RELATIONSHIPS + "/" + relationship + "/accessAssignments/" + assignment),
                b.administration()
                        .body(Map.of("reason", "mine now"))
                        .post("/v1/delegatedAdminRelationships/" + relationship + "/suspend"),
                b.administration().post("/v1/delegatedAdminRelationships/" + relationship + "/resume"),
                b.administration()
                        .body(Map.of("inboundTrust", Map.of("isMfaAccepted", false)))
                        .patch("/v1.0/policies/crossTenantAccessPolicy/partners/" + customer),
                b.administration().delete("/v1.0/policies/crossTenantAccessPolicy/partners/" + customer),
                b.member(GLOBAL_ADMINISTRATOR).post("/v1/waivers/" + waiver + "/approve"),
                b.member(GLOBAL_ADMINISTRATOR).post("/v1/waivers/" + waiver + "/revoke"),
                b.administration().post("/v1/waivers/" + waiver + "/accept"),
                b.administration().post("/v1/waivers/" + waiver + "/withdraw"),
                b.administration()
                        .body(Map.of("tenants", List.of()))
                        .put("/v1/delegatedAdminRelationships/" + relationship + "/subDelegates"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(404));
        a.administration().get("/v1.0/users/" + person).then().statusCode(200);
        a.administration().get(Organisation.POLICIES + "/" + policy).then().statusCode(200);
        a.administration()
                .get(Organisation.APPLICATIONS + "/" + application)
                .then()
                .statusCode(200);
        assertThat(a.administration()
                        .get(Organisation.RELATIONSHIPS + "/" + relationship)
                        .<String>path("status"))
                .isEqualTo("active");
    }

    @Test
    void feeds_are_for_the_suites_own_services() {
        for (String feed : List.of("rules", "relationships", "people", "applications", "waivers")) {
            b.administration()
                    .get("/internal/feeds/" + feed + "/snapshot")
                    .then()
                    .statusCode(403);
            Organisation.operator()
                    .get("/internal/feeds/" + feed + "/snapshot")
                    .then()
                    .statusCode(403);
        }
    }

    /** Another id of the same form. */
    private static String another(String id) {
        return id.length() > 36
                ? UUID.randomUUID() + id.substring(36)
                : UUID.randomUUID().toString();
    }

    private static String filled(String route, List<String> ids) {
        String path = route.replace(GraphPath.COUNT, "$count");
        for (String id : ids) {
            path = path.replaceFirst("\\{[a-z]+(:[^{}]*)?}", Matcher.quoteReplacement(id));
        }
        return path;
    }

    /** The answer without what is different in every answer. */
    private static JsonNode comparable(Response answer) {
        ObjectNode body = (ObjectNode) Feeds.read(answer.asString());
        body.remove("requestId");
        if (body.at("/error/innerError") instanceof ObjectNode inner) {
            inner.remove(List.of("date", "request-id", "client-request-id"));
        }
        return body;
    }
}
