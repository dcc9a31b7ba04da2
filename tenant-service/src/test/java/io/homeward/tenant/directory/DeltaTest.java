package io.homeward.tenant.directory;

import static io.homeward.tenant.Organisation.GROUPS;
import static io.homeward.tenant.Organisation.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RunningService
class DeltaTest {
    private static final int MOST_ROUNDS = 500;

    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    /** All pages of one round, and the link of the next. */
    private record Round(List<Map<String, Object>> items, String later) {
        List<Object> ids() {
            return items.stream().map(item -> item.get("id")).toList();
        }
    }

    private Round round(String link) {
        var items = new ArrayList<Map<String, Object>>();
        String next = link;
        while (true) {
            JsonPath page = here.administration()
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            items.addAll(page.getList("value"));
            String later = page.getString("'@odata.deltaLink'");
            if (later != null) {
                return new Round(items, later);
            }
            next = page.getString("'@odata.nextLink'");
        }
    }

    /**
     * Asks until all of these were told of. What a round does not tell yet, because some transaction of the database still runs, the next one
     * does.
     */
    private Round until(String link, Object... expected) {
        var items = new ArrayList<Map<String, Object>>();
        String next = link;
        for (int i = 0; i < MOST_ROUNDS; i++) {
            Round round = round(next);
            items.addAll(round.items());
            next = round.later();
            var all = new Round(items, next);
            if (all.ids()
                    .containsAll(Arrays.stream(expected).map(Object::toString).toList())) {
                return all;
            }
        }
        throw new AssertionError("Never told of " + Arrays.toString(expected) + ", only of " + items);
    }

    @Test
    void first_everybody_then_only_who_changed() {
        PersonId rui = here.person("rui");
        PersonId anna = here.person("anna");
        PersonId bela = here.person("bela");

        Round first = round(USERS + "/delta?$top=2");
        assertThat(first.ids()).containsExactlyInAnyOrder(rui.toString(), anna.toString(), bela.toString());
        here.administration()
                .body(Map.of("city", "Porto"))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
        here.administration().delete(USERS + "/" + anna).then().statusCode(204);
        here.administration().delete(USERS + "/" + bela).then().statusCode(204);
        here.administration()
                .delete("/v1.0/directory/deletedItems/" + bela)
                .then()
                .statusCode(204);
        Round second = until(first.later(), rui, anna, bela);
        assertThat(new HashSet<>(second.ids()))
                .containsExactlyInAnyOrder(rui.toString(), anna.toString(), bela.toString());
        assertThat(second.items())
                .anySatisfy(item -> assertThat(item)
                        .containsEntry("id", anna.toString())
                        .containsEntry("@removed", Map.of("reason", "changed")))
                .anySatisfy(item -> assertThat(item)
                        .containsEntry("id", bela.toString())
                        .containsEntry("@removed", Map.of("reason", "deleted")));

        here.administration()
                .post("/v1.0/directory/deletedItems/" + anna + "/restore")
                .then()
                .statusCode(200);
        assertThat(until(second.later(), anna).ids()).containsOnly(anna.toString());
    }

    @Test
    void nothing_is_missed_while_people_are_written() throws Exception {
        for (int i = 0; i < 6; i++) {
            here.person("before" + i);
        }
        Set<Object> seen = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var written = new ArrayList<Future<PersonId>>();
            for (int i = 0; i < 24; i++) {
                String name = "during" + i;
                written.add(threads.submit(() -> here.person(name)));
            }
            String link = USERS + "/delta?$top=3&$select=displayName";
            while (!written.stream().allMatch(Future::isDone)) {
                Round round = round(link);
                seen.addAll(round.ids());
                link = round.later();
            }
            for (var one : written) {
                if (!seen.contains(one.get().toString())) {
                    Round round = until(link, one.get());
                    seen.addAll(round.ids());
                    link = round.later();
                }
            }
        }
        assertThat(seen).hasSize(30);
    }

    @Test
    void a_token_says_nothing_and_is_good_for_its_own_query_of_its_own_tenant() {
        PersonId rui = here.person("rui");
        PersonId anna = here.person("anna");
        String later = round(USERS + "/delta").later();
        String token = later.substring(later.indexOf("deltatoken=") + "deltatoken=".length());
        String page = here.administration()
                .get(USERS + "?$top=1")
                .then()
                .statusCode(200)
                .extract()
                .path("'@odata.nextLink'");
        String place = page.substring(page.indexOf("skiptoken=") + "skiptoken=".length());
        Organisation there = Organisation.made();

        for (String sealed : List.of(token, place)) {
            // No count of the database, and nobody's id.
            assertThat(new String(Base64.getUrlDecoder().decode(sealed), StandardCharsets.ISO_8859_1))
                    .doesNotContain(rui.toString(), anna.toString())
                    .doesNotContainPattern("[0-9]{6}");
        }
        for (String foreign : List.of(
                GROUPS + "/delta?$deltatoken=" + token,
                USERS + "?$skiptoken=" + token,
                USERS + "/delta?$deltatoken=" + place,
                USERS + "?$top=1&$orderby=displayName&$skiptoken=" + place,
                USERS + "/delta?$deltatoken=" + token.substring(0, token.length() - 4),
                USERS + "/delta?$deltatoken=" + (token.startsWith("A") ? "B" : "A") + token.substring(1))) {
            assertNone(here, foreign);
        }
        assertNone(there, USERS + "/delta?$deltatoken=" + token);
        assertNone(there, USERS + "?$top=1&$skiptoken=" + place);
        JsonPath latest = here.administration()
                .queryParam("$deltatoken", "latest")
                .get(USERS + "/delta")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(latest.getList("value")).isEmpty();
        assertThat(latest.getString("'@odata.deltaLink'")).isNotNull();
    }

    private static void assertNone(Organisation caller, String path) {
        caller.administration()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("BadRequest"))
                .body("error.message", endsWith("is not one of this query."));
    }
}
