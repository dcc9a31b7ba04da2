package io.homeward.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.homeward.graph.GraphPath;
import io.homeward.testsupport.HouseRules;
import io.restassured.response.Response;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every route there is, with every permission there is, against one table: {@code src/test/resources/permissions.txt}. Whoever has none of
 * the permissions of a route's line is refused with 403, whatever he asks; whoever has one is not. {@code *} is every caller. A new
 * route is a new line; what was observed is in {@code target/permissions-observed.txt}.
 */
@RunningService
class PermissionTableTest {
    private static final java.nio.file.Path TABLE = java.nio.file.Path.of("src/test/resources/permissions.txt");
    private static final java.nio.file.Path OBSERVED = java.nio.file.Path.of("target/permissions-observed.txt");
    private static final String ANY = UUID.randomUUID().toString();

    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    /**
     * Routes that the walk does not reach: their paths are alternatives, or their bodies are read before the caller is, so that every caller
     * hears 400 or 404. The tests of their rooms say who may.
     */
    private static final Set<String> NOT_REACHED = Set.of(
            "POST /v1.0/directoryObjects/getByIds",
            "POST /v1.0/directoryRoles/{role}/members/{ref:(?:\\$|%24)ref}",
            "POST /v1.0/groups/{id}/owners/{ref:(?:\\$|%24)ref}",
            "POST /v1.0/invitations",
            "POST /v1.0/me/checkMemberGroups",
            "POST /v1.0/me/checkMemberObjects",
            "POST /v1.0/me/getMemberGroups",
            "POST /v1.0/me/getMemberObjects",
            "POST /v1.0/users/{key}/checkMemberGroups",
            "POST /v1.0/users/{key}/checkMemberObjects",
            "POST /v1/invitations/redeem",
            "POST /v1/waivers");

    private static boolean reached(String route) {
        return !NOT_REACHED.contains(route)
                && !route.contains("{list:")
                && !route.contains("{cast:")
                && !route.contains("{kind:")
                && !route.contains("{count:");
    }

    /** Bodies whose form is looked at before the caller is: each is well formed and about nothing that is there. */
    private static final Map<String, String> BODIES = bodies();

    @Test
    void every_route_is_open_to_exactly_the_permissions_of_its_line() throws IOException {
        Organisation here = Organisation.made();
        Map<String, String> observed = new TreeMap<>();
        routes().stream().filter(PermissionTableTest::reached).forEach(route -> observed.put(route, open(here, route)));
        Files.writeString(
                OBSERVED,
                observed.entrySet().stream()
                        .map(line -> line.getKey() + " = " + line.getValue() + "\n")
                        .collect(Collectors.joining()));

        Map<String, String> table = new TreeMap<>();
        Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" = ?", 2))
                .forEach(parts -> table.put(parts[0], parts[1].strip()));
        assertThat(observed).containsExactlyInAnyOrderEntriesOf(table);
    }

    private static String open(Organisation here, String route) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{ref[^}]*}+", "\\$ref");
        String filled = path.replace(
                        "{call:findTenantInformationBy[^/]+}", "findTenantInformationByTenantId(tenantId='x')")
                .replaceAll("\\{[^/]*}", ANY);
        var allowed = new TreeSet<String>();
        for (Permission permission : Permission.values()) {
            var request = here.application(permission.wire()).urlEncodingEnabled(false);
            if (!method.equals("GET") && !method.equals("DELETE")) {
                request.body(BODIES.getOrDefault(route, "{}"));
            }
            Response answer = request.request(method, filled);
            if (answer.statusCode() != 403) {
                allowed.add(permission.wire());
            }
        }
        return allowed.size() == Permission.values().length ? "*" : String.join(" ", allowed);
    }

    private static Set<String> routes() {
        var found = new TreeSet<String>();
        for (JavaClass type : HouseRules.mainClasses("io.homeward.tenant")) {
            if (type.isAnnotatedWith(Path.class)) {
                type.getMethods().forEach(method -> METHODS.stream()
                        .filter(method::isAnnotatedWith)
                        .forEach(verb -> found.add(verb.getSimpleName() + " " + path(type, method))));
            }
        }
        return found;
    }

    private static String path(JavaClass type, JavaMethod method) {
        String base = type.getAnnotationOfType(Path.class).value().replace(GraphPath.ROOT, "/v1.0");
        return method.isAnnotatedWith(Path.class)
                ? base + "/" + method.getAnnotationOfType(Path.class).value()
                : base;
    }

    private static Map<String, String> bodies() {
        String relationships = "/v1.0/tenantRelationships/delegatedAdminRelationships";
        String grant = "{\"principalId\": \"%1$s\", \"resourceId\": \"%1$s\", \"appRoleId\": \"%1$s\"}".formatted(ANY);
        String administrator = "{\"userPrincipalName\": \"ada@nowhere.example\", \"displayName\": \"Ada\"}";
        String member = "{\"@odata.id\": \"https://x/v1.0/users/%s\"}".formatted(ANY);
        return Map.ofEntries(
                Map.entry("POST /v1.0/groups", "{\"displayName\": \"x\"}"),
                Map.entry("POST /v1.0/groups/{id}/members/{ref:(?:\\$|%24)ref}", member),
                Map.entry(
                        "POST /v1.0/roleManagement/directory/roleAssignments",
                        "{\"roleDefinitionId\": \"x\", \"principalId\": \"%s\"}".formatted(ANY)),
                Map.entry("POST /v1.0/domains", "{\"id\": \"nodot\"}"),
                Map.entry("PATCH /v1.0/domains/{name}", "{\"isDefault\": true}"),
                Map.entry("POST /v1.0/applications/{id}/removePassword", "{\"keyId\": \"%s\"}".formatted(ANY)),
                Map.entry("POST /v1.0/servicePrincipals", "{\"appId\": \"%s\"}".formatted(ANY)),
                Map.entry("PATCH /v1.0/servicePrincipals/{id}", "{\"accountEnabled\": true}"),
                Map.entry("POST /v1.0/servicePrincipals/{id}/appRoleAssignments", grant),
                Map.entry("POST " + relationships + "/{relationship}/requests", "{\"action\": \"approve\"}"),
                Map.entry("POST /v1/tenants", "{\"displayName\": \"x\", \"defaultDomain\": \"x.example\"}"),
                Map.entry("PATCH /v1/tenants/{id}", "{\"displayName\": \"x\"}"),
                Map.entry("POST /v1/tenants/{id}/administrators", administrator),
                Map.entry(
                        "POST " + relationships + "/{relationship}/accessAssignments",
                        "{\"accessContainer\": {\"accessContainerId\": \"%s\"}, \"accessDetails\": {\"unifiedRoles\": []}}"
                                .formatted(ANY)),
                Map.entry(
                        "PATCH " + relationships + "/{relationship}/accessAssignments/{assignment}",
                        "{\"accessDetails\": {\"unifiedRoles\": []}}"),
                Map.entry("POST /v1/delegatedAdminRelationships/{relationship}/suspend", "{\"reason\": \"x\"}"),
                Map.entry("PUT /v1/delegatedAdminRelationships/{relationship}/subDelegates", "{\"tenants\": []}"),
                Map.entry("PUT /v1/breakGlassAccounts", "{\"accounts\": []}"),
                Map.entry("PUT /v1/registrationPolicy", "{\"enabled\": true}"));
    }

    @Test
    void every_permission_opens_something_here_or_is_another_services() throws IOException {
        String table = Files.readString(TABLE);
        List<String> unused = Arrays.stream(Permission.values())
                .map(Permission::wire)
                .filter(wire -> !Arrays.asList(table.split("[ \n]")).contains(wire))
                .toList();
        // risk-service and remediation-service ask for these; the operator's is worth nothing in a tenant of his
        // customers.
        assertThat(unused)
                .isSubsetOf(
                        "AuditLog.Read.All",
                        "IdentityRiskEvent.Read.All",
                        "IdentityRiskEvent.ReadWrite.All",
                        "IdentityRiskyUser.Read.All",
                        "IdentityRiskyUser.ReadWrite.All",
                        "Reports.Read.All",
                        "Tenant.ReadWrite.All",
                        "UserAuthenticationMethod.Read.All",
                        "UserAuthenticationMethod.ReadWrite.All");
    }
}
