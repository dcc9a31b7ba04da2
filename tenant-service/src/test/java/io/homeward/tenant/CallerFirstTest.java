package io.homeward.tenant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Routes.Route;
import io.homeward.testsupport.Callers;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whoever may not call a route learns nothing of what it takes: he is refused before his body and his query are looked at. */
@RunningService
class CallerFirstTest {
    private static final String ANY = UUID.randomUUID().toString();
    private static final List<String> BODIES = List.of("{", "null");
    private static final String QUERY = "?$filter=((&$top=x&top=0&before=-1&to=x&only=x&after=x&startIndex=x";

    /** Open to every caller, whoever he is: where one belongs, and what a SCIM client may ask before it has anything. */
    private static final Set<String> FOR_EVERYBODY = Set.of(
            "GET /scim/v2/ResourceTypes",
            "GET /scim/v2/ResourceTypes/{id}",
            "GET /scim/v2/Schemas",
            "GET /scim/v2/Schemas/{id}",
            "GET /scim/v2/ServiceProviderConfig",
            "GET /v1/homeRealm");

    @Test
    void nobody_without_the_right_hears_what_is_wrong_with_his_request() {
        Organisation here = Organisation.made();
        Map<String, Supplier<RequestSpecification>> strangers = new TreeMap<>(Map.of(
                "nobody", () -> given().contentType(ContentType.JSON),
                "a forged token",
                        () -> given().contentType(ContentType.JSON)
                                .auth()
                                .oauth2(Callers.token(
                                        "risk-service", Callers.application(here.id(), "User.ReadWrite.All"))),
                "an anonymous caller", () -> Organisation.as(Callers.anonymous()),
                "another service", () -> Organisation.as(Callers.service("risk-service")),
                "an application without permissions", () -> here.application("Nothing.Read"),
                "a technician without roles", () -> here.technicianOf(Organisation.made())));
        var heard = new TreeSet<String>();
        Routes.all()
                .forEach(route -> strangers.forEach((name, stranger) -> {
                    if (!isFor(route, name)) {
                        (route.reads() ? BODIES : List.of("")).forEach(body -> {
                            int status = status(stranger.get(), route, body);
                            if (status != 401 && status != 403) {
                                heard.add("%s: %s with %s is %d".formatted(route, name, body, status));
                            }
                        });
                    }
                }));

        assertThat(heard).isEmpty();
    }

    /** Everybody may ask about himself. */
    private static boolean isFor(Route route, String stranger) {
        return switch (stranger) {
            case "nobody", "a forged token" -> false;
            case "an anonymous caller", "another service" -> FOR_EVERYBODY.contains(route.toString());
            default -> FOR_EVERYBODY.contains(route.toString()) || route.path().startsWith("/v1.0/me");
        };
    }

    private static int status(RequestSpecification stranger, Route route, String body) {
        if (!body.isEmpty()) {
            stranger.body(body);
        }
        return stranger.urlEncodingEnabled(false)
                .request(route.method(), route.about(ANY) + QUERY)
                .statusCode();
    }

    /** Else the walk above would prove nothing. */
    @Test
    void who_has_the_right_hears_it() {
        Organisation here = Organisation.made();
        assertThat(Routes.all().stream().filter(Route::reads).filter(route -> {
                    int status = status(
                            here.member(
                                    new PersonId(UUID.randomUUID()),
                                    io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR),
                            route,
                            "{");
                    return status != 400;
                }))
                .map(Route::path)
                .allMatch(path -> path.startsWith("/v1/tenants"));
    }
}
