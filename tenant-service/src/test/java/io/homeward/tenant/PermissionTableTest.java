package io.homeward.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.tenant.Routes.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every route there is, with every permission there is, against one table: {@code src/test/resources/permissions.txt}. Whoever has none of
 * the permissions of a route's line is refused with 403, whatever he asks and however he asks it; whoever has one is not. {@code *} is every
 * caller. A new route is a new line; what was observed is in {@code target/permissions-observed.txt}.
 */
@RunningService
class PermissionTableTest {
    private static final java.nio.file.Path TABLE = java.nio.file.Path.of("src/test/resources/permissions.txt");
    private static final java.nio.file.Path OBSERVED = java.nio.file.Path.of("target/permissions-observed.txt");
    private static final String ANY = UUID.randomUUID().toString();

    /** No JSON, and a JSON without anything in it: the caller comes before either. */
    private static final List<String> BODIES = List.of("{", "{}");

    @Test
    void every_route_is_open_to_exactly_the_permissions_of_its_line() throws IOException {
        Organisation here = Organisation.made();
        Map<String, String> observed = new TreeMap<>();
        Routes.all().forEach(route -> observed.put(route.toString(), open(here, route)));
        Files.writeString(
                OBSERVED,
                observed.entrySet().stream()
                        .map(line -> line.getKey() + " = " + line.getValue() + "\n")
                        .collect(Collectors.joining()));

        assertThat(observed).containsExactlyInAnyOrderEntriesOf(table());
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> table = new TreeMap<>();
        Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" = ?", 2))
                .forEach(parts -> table.put(parts[0], parts[1].strip()));
        return table;
    }

    private static String open(Organisation here, Route route) {
        if (!route.reads()) {
            return open(here, route, "");
        }
        List<String> open =
                BODIES.stream().map(body -> open(here, route, body)).distinct().toList();
        return open.size() == 1 ? open.getFirst() : "it depends on the body: " + open;
    }

    private static String open(Organisation here, Route route, String body) {
        var allowed = new TreeSet<String>();
        for (Permission permission : Permission.values()) {
            var request = here.application(permission.wire()).urlEncodingEnabled(false);
            if (!body.isEmpty()) {
                request.body(body);
            }
            if (request.request(route.method(), route.about(ANY)).statusCode() != 403) {
                allowed.add(permission.wire());
            }
        }
        return allowed.size() == Permission.values().length ? "*" : String.join(" ", allowed);
    }

    @Test
    void every_permission_opens_something_here_or_is_another_services() throws IOException {
        String table = Files.readString(TABLE);
        List<String> unused = Arrays.stream(Permission.values())
                .map(Permission::wire)
                .filter(wire -> !Arrays.asList(table.split("[ \n]")).contains(wire))
                .toList();
        // The gateway, risk-service and remediation-service ask for these; the operator's is worth nothing in a tenant
        // of his
        // customers.
        assertThat(unused)
                .isSubsetOf(
                        "AccessDecision.Evaluate",
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
