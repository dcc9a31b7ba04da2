package io.homeward.tenant;

import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.homeward.accessrules.PersonId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Routes.Route;
import io.homeward.tenant.directory.GroupMemberResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every route that could change something, with what a call that succeeds leaves in the audit trail, against one table: {@code
 * src/test/resources/audited.txt}. A new route is a new line and a new call below, or says with {@link ChangesNothing} why it leaves
 * nothing; what was observed is in {@code target/audited-observed.txt}.
 */
@RunningService
class AuditedRoutesTest {
    private static final Path TABLE = Path.of("src/test/resources/audited.txt");
    private static final Path OBSERVED = Path.of("target/audited-observed.txt");
    private static final Pattern SEGMENT = Pattern.compile("\\{(\\w+)(?::[^{}]*)?}");
    private static final String CA = "/v1.0/identity/conditionalAccess";
    private static final String RELATIONSHIP = Organisation.RELATIONSHIPS + "/{relationship}";
    private static final String REF = GroupMemberResource.REF;

    /** Never succeed. */
    private static final Map<String, String> NEVER =
            Map.of("POST /v1.0/servicePrincipals", "never succeeds: every application has its principal");

    private final Map<String, String> observed = new TreeMap<>();
    private Organisation here;
    private Organisation there;

    @Inject
    TenantDatabase database;

    @BeforeEach
    void two_organisations() {
        here = Organisation.made();
        there = Organisation.made();
    }

    @Test
    void every_route_that_changes_something_leaves_its_entry() throws IOException {
        assertAll(
                this::people,
                this::groups,
                this::roles,
                this::guests,
                this::scim,
                this::applications,
                this::providers,
                this::rules,
                this::crossTenant,
                this::relationships,
                this::waivers,
                this::domains,
                this::tenants);
        Routes.all().stream()
                .filter(Route::changes)
                .filter(route -> !route.changesNothing().isEmpty())
                .forEach(route -> observed.put(route.toString(), "nothing: " + route.changesNothing()));
        observed.putAll(NEVER);
        Files.writeString(
                OBSERVED,
                observed.entrySet().stream()
                        .map(line -> line.getKey() + " = " + line.getValue() + "\n")
                        .collect(Collectors.joining()));

        assertThat(observed.keySet())
                .as("routes that change something")
                .containsExactlyInAnyOrderElementsOf(Routes.all().stream()
                        .filter(Route::changes)
                        .map(Route::toString)
                        .toList());
        assertThat(observed).containsExactlyInAnyOrderEntriesOf(table());
    }

    private static Map<String, String> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" = ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private Response change(String route, Object body, Object... ids) {
        return change(here.administration(), route, body, ids);
    }

    /** Calls a route, sees that it succeeds, and notes what it left in whose trail soever. */
    private Response change(RequestSpecification by, String route, Object body, Object... ids) {
        String method = route.substring(0, route.indexOf(' '));
        String request = UUID.randomUUID().toString();
        if (body instanceof byte[] bytes) {
            by.body(bytes);
        } else if (!body.equals("")) {
            by.body(body);
        }
        Response answer = by.header("request-id", request)
                .header("If-Match", "*")
                .urlEncodingEnabled(false)
                .request(method, filled(route.substring(route.indexOf(' ') + 1), ids));
        assertThat(answer.statusCode()).as(route + ": " + answer.asString()).isBetween(200, 299);
        List<String> left =
                database.inEach(List.of(here.id(), there.id(), Organisation.PLATFORM), handle -> handle.createQuery(
                                "select distinct activity from audit_entry where correlation = :request order by activity")
                        .bind("request", request)
                        .mapTo(String.class)
                        .list());
        observed.merge(route, String.join(", ", left), (one, other) -> one.equals(other) ? one : one + " / " + other);
        return answer;
    }

    private static String filled(String path, Object... ids) {
        var rest = Arrays.stream(ids).map(Object::toString).iterator();
        return SEGMENT.matcher(path)
                .replaceAll(segment -> Matcher.quoteReplacement(segment.group(1).equals("ref") ? "$ref" : rest.next()));
    }

    private void people() {
        String rui = change(
                        "POST /v1.0/users",
                        Map.of(
                                "displayName",
                                "Rui",
                                "userPrincipalName",
                                "rui@" + here.domain(),
                                "accountEnabled",
                                true))
                .path("id");
        change("PATCH /v1.0/users/{key}", Map.of("city", "Porto"), rui);
        change("POST /v1/users/{key}/enrolment", "", rui);
        change("DELETE /v1.0/users/{key}", "", rui);
        change("POST /v1.0/directory/deletedItems/{id}/restore", "", rui);
        here.administration().delete(Organisation.USERS + "/" + rui).then().statusCode(204);
        change("DELETE /v1.0/directory/deletedItems/{id}", "", rui);
    }

    private void groups() {
        PersonId anna = here.person("anna");
        String group = change(
                        "POST /v1.0/groups",
                        Map.of("displayName", "Helpers", "mailEnabled", false, "securityEnabled", true))
                .path("id");
        change("PATCH /v1.0/groups/{id}", Map.of("description", "They help"), group);
        for (String part : List.of("members/{member}", "owners/{owner}")) {
            String list = part.substring(0, part.indexOf('/'));
            change("POST /v1.0/groups/{id}/" + list + "/" + REF, reference(anna), group);
            change("DELETE /v1.0/groups/{id}/" + part + "/" + REF, "", group, anna);
        }
        change("DELETE /v1.0/groups/{id}", "", group);
    }

    private static Map<String, String> reference(Object id) {
        return Map.of("@odata.id", "https://homeward.example/v1.0/directoryObjects/" + id);
    }

    private void roles() {
        PersonId bela = here.person("bela");
        String role = SECURITY_READER.id().toString();
        String assignment = change(
                        "POST /v1.0/roleManagement/directory/roleAssignments",
                        Map.of("roleDefinitionId", role, "principalId", bela.toString(), "directoryScopeId", "/"))
                .path("id");
        change("DELETE /v1.0/roleManagement/directory/roleAssignments/{id}", "", assignment);
        change("POST /v1.0/directoryRoles/{role}/members/" + REF, reference(bela), role);
        change("DELETE /v1.0/directoryRoles/{role}/members/{member}/" + REF, "", role, bela);
    }

    private void guests() {
        PersonId guest = there.person("guest");
        String link = change(
                        "POST /v1.0/invitations",
                        Map.of(
                                "invitedUserEmailAddress",
                                "guest@" + there.domain(),
                                "inviteRedirectUrl",
                                "https://host.example/welcome"))
                .path("inviteRedeemUrl");
        change(
                there.member(guest),
                "POST /v1/invitations/redeem",
                Map.of("ticket", link.substring(link.indexOf("ticket=") + "ticket=".length())));
    }

    private void scim() {
        String patch = "{\"Operations\": [{\"op\": \"add\", \"path\": \"%s\", \"value\": \"Other\"}]}";
        String user = change("POST /scim/v2/Users", Map.of("userName", "scim@" + here.domain()))
                .path("id");
        change("PATCH /scim/v2/Users/{id}", patch.formatted("title"), user);
        change("PUT /scim/v2/Users/{id}", Map.of("userName", "scim@" + here.domain(), "displayName", "Replaced"), user);
        change("DELETE /scim/v2/Users/{id}", "", user);
        String group =
                change("POST /scim/v2/Groups", Map.of("displayName", "By SCIM")).path("id");
        change("PATCH /scim/v2/Groups/{id}", patch.formatted("displayName"), group);
        change("PUT /scim/v2/Groups/{id}", Map.of("displayName", "Third"), group);
        change("DELETE /scim/v2/Groups/{id}", "", group);
    }

    private void applications() {
        String id = change("POST /v1.0/applications", Map.of("displayName", "Reports"))
                .path("id");
        change("PATCH /v1.0/applications/{id}", Map.of("displayName", "Reports of ours"), id);
        String key = change(
                        "POST /v1.0/applications/{id}/addPassword",
                        Map.of("passwordCredential", Map.of("displayName", "first")),
                        id)
                .path("keyId");
        change("POST /v1.0/applications/{id}/removePassword", Map.of("keyId", key), id);
        String api = "00000003-0000-0000-c000-000000000000";
        String role = here.administration()
                .urlEncodingEnabled(false)
                .get("/v1.0/servicePrincipals(appId='" + api + "')")
                .path("appRoles.find { it.value == 'AuditLog.Read.All' }.id");
        String grants = "/v1.0/servicePrincipals/{id}/appRoleAssignments";
        String grant = change("POST " + grants, Map.of("principalId", id, "resourceId", api, "appRoleId", role), id)
                .path("id");
        change("DELETE " + grants + "/{grant}", "", id, grant);
        change("PATCH /v1.0/servicePrincipals/{id}", Map.of("accountEnabled", false), id);
        change("DELETE /v1.0/applications/{id}", "", id);
    }

    private void providers() {
        String providers = "/v1.0/identity/identityProviders";
        String id = change(
                        "POST " + providers,
                        Map.of("displayName", "Staff", "clientId", "c", "issuer", "https://login." + here.domain()))
                .path("id");
        change("PATCH " + providers + "/{id}", Map.of("displayName", "All staff"), id);
        change("DELETE " + providers + "/{id}", "", id);
    }

    private void rules() {
        String location = change("POST " + CA + "/namedLocations", """
                        {"@odata.type": "#microsoft.graph.countryNamedLocation", "displayName": "Here", "countriesAndRegions": ["PT"]}""").path("id");
        change("PATCH " + CA + "/namedLocations/{id}", """
                {"@odata.type": "#microsoft.graph.countryNamedLocation", "displayName": "There"}""", location);
        change("DELETE " + CA + "/namedLocations/{id}", "", location);
        String strengths = CA + "/authenticationStrength/policies";
        String strength = change(
                        "POST " + strengths, Map.of("displayName", "Keys", "allowedCombinations", List.of("fido2")))
                .path("id");
        change("PATCH " + strengths + "/{id}", Map.of("displayName", "Keys alone"), strength);
        change(
                "POST " + strengths + "/{id}/updateAllowedCombinations",
                Map.of("allowedCombinations", List.of("password,softwareOath")),
                strength);
        change("DELETE " + strengths + "/{id}", "", strength);
        String policy = change(
                        "POST " + CA + "/policies",
                        Feeds.example("conditional-access-policy-request.json").toString())
                .path("id");
        change("PATCH " + CA + "/policies/{id}", Map.of("displayName", "Another name"), policy);
        change("DELETE " + CA + "/policies/{id}", "", policy);
        change("POST " + CA + "/deletedItems/policies/{id}/restore", "", policy);
        here.administration()
                .delete(Organisation.POLICIES + "/" + policy)
                .then()
                .statusCode(204);
        change("DELETE " + CA + "/deletedItems/policies/{id}", "", policy);
        PersonId ada = here.person("ada");
        here.appoint(ada, GLOBAL_ADMINISTRATOR);
        change("PUT /v1/breakGlassAccounts", Map.of("accounts", List.of(ada.toString())));
        change("PUT /v1/registrationPolicy", Map.of("enabled", true, "includeUsers", List.of("All")));
        change("PATCH /v1.0/policies/authorizationPolicy", Map.of("allowedToUseSSPR", false));
        change("POST /v1/conditionalAccess/versions/{number}/restore", "", 1);
    }

    private void crossTenant() {
        String base = "/v1.0/policies/crossTenantAccessPolicy";
        var trust = Map.of("inboundTrust", Map.of("isMfaAccepted", true));
        change("PATCH " + base + "/default", trust);
        change("POST " + base + "/default/resetToSystemDefault", "");
        change("POST " + base + "/partners", Map.of("tenantId", there.id().toString()));
        change("PATCH " + base + "/partners/{tenant}", trust, there.id());
        change("DELETE " + base + "/partners/{tenant}", "", there.id());
        change("PUT /v1/externalAccess", Map.of("threshold", "medium"));
    }

    private void relationships() {
        String draft = there.offer(here, HELPDESK_ADMINISTRATOR);
        change(there.administration(), "DELETE " + Organisation.RELATIONSHIPS + "/{id}", "", draft);
        String id = change(
                        there.administration(),
                        "POST " + Organisation.RELATIONSHIPS,
                        Map.of(
                                "displayName",
                                "Help",
                                "duration",
                                "P365D",
                                "customer",
                                Map.of("tenantId", here.id().toString()),
                                "accessDetails",
                                Organisation.accessDetails(HELPDESK_ADMINISTRATOR, SECURITY_READER)))
                .path("id");
        change(
                there.administration(),
                "PATCH " + Organisation.RELATIONSHIPS + "/{id}",
                Map.of("displayName", "More help"),
                id);
        there.ask(id, "lockForApproval");
        change("POST " + RELATIONSHIP + "/requests", Map.of("action", "approve"), id);
        String group = there.group("helpers");
        var roles = Organisation.accessDetails(HELPDESK_ADMINISTRATOR);
        String assignments = RELATIONSHIP + "/accessAssignments";
        String assignment = change(
                        there.administration(),
                        "POST " + assignments,
                        Map.of("accessContainer", Map.of("accessContainerId", group), "accessDetails", roles),
                        id)
                .path("id");
        change(
                there.administration(),
                "PATCH " + assignments + "/{assignment}",
                Map.of("accessDetails", Organisation.accessDetails(SECURITY_READER)),
                id,
                assignment);
        change(there.administration(), "DELETE " + assignments + "/{assignment}", "", id, assignment);
        String own = "/v1/delegatedAdminRelationships/{relationship}";
        change(
                "PUT " + own + "/subDelegates",
                Map.of("tenants", List.of(Map.of("tenantId", UUID.randomUUID().toString()))),
                id);
        change("POST " + own + "/suspend", Map.of("reason", "A look at it"), id);
        change("POST " + own + "/resume", "", id);
    }

    private void waivers() {
        PersonId dora = there.person("dora");
        String group = there.group("on duty");
        there.join(dora, group);
        there.delegate(group, here);
        String waiver = granted(dora, 1);
        change("POST /v1/waivers/{waiver}/accept", "", waiver);
        change("POST /v1/waivers/{waiver}/withdraw", "", waiver);
        change(there.member(GLOBAL_ADMINISTRATOR), "POST /v1/waivers/{waiver}/revoke", "", waiver);
    }

    private String granted(PersonId person, int epoch) {
        RiskStandIn.atRisk(person, epoch);
        PersonId first = there.person("first");
        there.appoint(first, GLOBAL_ADMINISTRATOR);
        PersonId second = there.person("second");
        there.appoint(second, GLOBAL_ADMINISTRATOR);
        String waiver = change(
                        there.member(first, GLOBAL_ADMINISTRATOR),
                        "POST /v1/waivers",
                        Map.of(
                                "person",
                                person.toString(),
                                "riskEpoch",
                                epoch,
                                "reason",
                                "Nobody else is on duty",
                                "until",
                                Instant.now().plusSeconds(3600).toString()))
                .path("id");
        change(there.member(second, GLOBAL_ADMINISTRATOR), "POST /v1/waivers/{waiver}/approve", "", waiver);
        return waiver;
    }

    private void domains() {
        DnsStandIn.silent(false);
        String domain = "d" + UUID.randomUUID().toString().substring(0, 13) + ".example";
        change("POST /v1.0/domains", Map.of("id", domain));
        DnsStandIn.says(
                domain,
                here.administration()
                        .get("/v1.0/domains/" + domain + "/verificationDnsRecords")
                        .path("value[0].text"));
        change("POST /v1.0/domains/{name}/verify", "", domain);
        change("PATCH /v1.0/domains/{name}", Map.of("isDefault", true), domain);
        String second = "e" + domain;
        here.administration()
                .body(Map.of("id", second))
                .post("/v1.0/domains")
                .then()
                .statusCode(201);
        change("DELETE /v1.0/domains/{name}", "", second);
        change(
                "PATCH /v1.0/organization/{id}",
                Map.of("technicalNotificationMails", List.of("it@" + here.domain())),
                here.id());
        change("PATCH /v1.0/organization/{id}/branding", Map.of("signInPageText", "Hello"), here.id());
        change(
                here.administration().contentType("image/png"),
                "PUT /v1.0/organization/{id}/branding/bannerLogo",
                Base64.getDecoder()
                        .decode(Feeds.example("feed-branding.json")
                                .at("/0/logo/content")
                                .asText()),
                here.id());
        change("DELETE /v1.0/organization/{id}/branding/bannerLogo", "", here.id());
        change("DELETE /v1.0/organization/{id}/branding", "", here.id());
    }

    /** Last, since nothing can be done there afterwards. */
    private void tenants() {
        String domain = "t" + UUID.randomUUID().toString().substring(0, 13) + ".example";
        change(
                Organisation.operator(),
                "POST /v1/tenants",
                Map.of("displayName", "Organisation " + domain, "defaultDomain", domain));
        String unproven = "u" + domain;
        there.administration()
                .body(Map.of("id", unproven))
                .post("/v1.0/domains")
                .then()
                .statusCode(201);
        change(Organisation.operator(), "POST /v1/tenants/{id}/domains/{name}/verify", "", there.id(), unproven);
        change(
                Organisation.operator(),
                "POST /v1/tenants/{id}/administrators",
                Map.of("userPrincipalName", "cleo@" + there.domain(), "displayName", "Cleo"),
                there.id());
        change(Organisation.operator(), "PATCH /v1/tenants/{id}", Map.of("displayName", "Another"), there.id());
        change(Organisation.operator(), "POST /v1/tenants/{id}/suspend", "", there.id());
        change(Organisation.operator(), "POST /v1/tenants/{id}/resume", "", there.id());
        change(Organisation.operator(), "DELETE /v1/tenants/{id}", "", there.id());
    }
}
