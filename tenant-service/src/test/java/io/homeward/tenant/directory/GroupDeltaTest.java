package io.homeward.tenant.directory;

import static io.homeward.tenant.Organisation.GROUPS;
import static io.homeward.tenant.Organisation.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A script that keeps a copy of who is in which group by delta queries alone. */
@RunningService
class GroupDeltaTest {
    private static final int MOST_ROUNDS = 500;

    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    /** What the script knows: the members of each group. */
    private final class Copy {
        private final Map<Object, Set<Object>> members = new HashMap<>();
        private final List<Map<String, Object>> items = new ArrayList<>();
        private String link;
        private int pages;

        Copy(String query) {
            link = GROUPS + "/delta" + query;
        }

        /** Follows the pages to the end of the round. */
        Copy round() {
            items.clear();
            pages = 0;
            while (true) {
                JsonPath page = here.administration()
                        .urlEncodingEnabled(false)
                        .get(link)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                pages++;
                page.<Map<String, Object>>getList("value").forEach(this::take);
                String next = page.getString("'@odata.nextLink'");
                if (next == null) {
                    link = page.getString("'@odata.deltaLink'");
                    return this;
                }
                link = next;
            }
        }

        /** Until it is so: what a round does not tell yet, because some transaction still runs, a later one does. */
        Copy until(BooleanSupplier so) {
            for (int i = 0; i < MOST_ROUNDS; i++) {
                round();
                if (so.getAsBoolean()) {
                    return this;
                }
            }
            throw new AssertionError("It never came to that, but to " + members);
        }

        private void take(Map<String, Object> item) {
            items.add(item);
            Object group = item.get("id");
            if (item.containsKey("@removed")) {
                members.remove(group);
                return;
            }
            Set<Object> known = members.computeIfAbsent(group, ignored -> new HashSet<>());
            if (item.get("members@delta") instanceof List<?> changed) {
                for (Object one : changed) {
                    Map<?, ?> member = (Map<?, ?>) one;
                    assertThat(member.get("@odata.type")).isEqualTo("#microsoft.graph.user");
                    if (member.containsKey("@removed")) {
                        assertThat(member.get("@removed")).isEqualTo(Map.of("reason", "deleted"));
                        known.remove(member.get("id"));
                    } else {
                        known.add(member.get("id"));
                    }
                }
            }
        }

        boolean knows(String group, Object... people) {
            Set<Object> expected = new HashSet<>();
            for (Object person : people) {
                expected.add(person.toString());
            }
            return expected.equals(members.get(group));
        }
    }

    private void leave(PersonId person, String group) {
        here.administration()
                .urlEncodingEnabled(false)
                .delete(GROUPS + "/" + group + "/members/" + person + "/$ref")
                .then()
                .statusCode(204);
    }

    @Test
    void who_came_and_who_went_is_told_with_the_group_and_nobody_else() {
        PersonId rui = here.person("rui");
        PersonId anna = here.person("anna");
        String group = here.group("helpers");
        String empty = here.group("empty");
        here.join(rui, group);

        var copy = new Copy("");
        copy.until(() -> copy.knows(group, rui) && copy.knows(empty));
        here.join(anna, group);
        copy.until(() -> copy.knows(group, rui, anna));
        assertThat(copy.items).singleElement().satisfies(item -> {
            assertThat(item).containsEntry("id", group).containsEntry("displayName", "helpers");
            assertThat((List<?>) item.get("members@delta")).hasSize(1);
        });

        leave(rui, group);
        copy.until(() -> copy.knows(group, anna));
        here.join(rui, group);
        leave(anna, group);
        copy.until(() -> copy.knows(group, rui));

        here.administration()
                .body(Map.of("jobTitle", "Analyst"))
                .patch(USERS + "/" + rui)
                .then()
                .statusCode(204);
        here.administration()
                .body(Map.of("displayName", "Nobody yet"))
                .patch(GROUPS + "/" + empty)
                .then()
                .statusCode(204);
        var told = new ArrayList<Map<String, Object>>();
        copy.until(() -> told.addAll(copy.items) && !told.isEmpty());
        assertThat(told).singleElement().satisfies(item -> assertThat(item)
                .as("a new job title is no matter of the group, a new name none of its members")
                .containsEntry("id", empty)
                .doesNotContainKey("members@delta"));
    }

    @Test
    void somebody_deleted_has_left_his_groups_and_whoever_comes_back_is_in_them_again() {
        PersonId rui = here.person("rui");
        PersonId anna = here.person("anna");
        String group = here.group("helpers");
        here.join(rui, group);
        here.join(anna, group);
        var copy = new Copy("");
        copy.until(() -> copy.knows(group, rui, anna));

        here.administration().delete(USERS + "/" + rui).then().statusCode(204);
        copy.until(() -> copy.knows(group, anna));
        here.administration()
                .post("/v1.0/directory/deletedItems/" + rui + "/restore")
                .then()
                .statusCode(200);
        copy.until(() -> copy.knows(group, rui, anna));

        here.administration().delete(GROUPS + "/" + group).then().statusCode(204);
        copy.until(() -> !copy.members.containsKey(group));
        here.administration()
                .post("/v1.0/directory/deletedItems/" + group + "/restore")
                .then()
                .statusCode(200);
        copy.until(() -> copy.knows(group, rui, anna));

        here.administration().delete(USERS + "/" + anna).then().statusCode(204);
        here.administration()
                .delete("/v1.0/directory/deletedItems/" + anna)
                .then()
                .statusCode(204);
        copy.until(() -> copy.knows(group, rui));
    }

    @Test
    void a_large_membership_comes_on_several_pages_and_so_do_its_changes() {
        String group = here.group("many");
        var people = new ArrayList<PersonId>();
        for (int i = 0; i < 7; i++) {
            people.add(here.person("p" + i));
            here.join(people.getLast(), group);
        }
        var copy = new Copy("?$top=3");
        copy.until(() -> copy.knows(group, people.toArray()));
        assertThat(copy.pages).isEqualTo(3);
        assertThat(copy.items).hasSize(3).allSatisfy(item -> assertThat(item).containsEntry("displayName", "many"));

        people.forEach(person -> leave(person, group));
        copy.until(() -> copy.knows(group));
    }

    @Test
    void who_selects_only_a_name_hears_nothing_of_members_and_who_selects_members_hears_of_nothing_else() {
        PersonId rui = here.person("rui");
        String group = here.group("helpers");
        var names = new Copy("?$select=displayName");
        var members = new Copy("?$select=members");
        var expanded = new Copy("?$select=displayName&$expand=members($select=id)");
        var one = new Copy("?$filter=id%20eq%20'" + group + "'");
        String other = here.group("others");
        here.join(rui, other);
        for (Copy copy : List.of(names, members, expanded, one)) {
            copy.until(() -> copy.knows(group));
        }
        here.join(rui, group);

        for (Copy copy : List.of(members, expanded, one)) {
            copy.until(() -> copy.knows(group, rui));
        }
        assertThat(members.items).singleElement().satisfies(item -> assertThat(item)
                .containsOnlyKeys("id", "members@delta"));
        assertThat(one.members).doesNotContainKey(other);
        assertThat(names.round().items).isEmpty();
        here.administration()
                .queryParam("$expand", "owners")
                .get(GROUPS + "/delta")
                .then()
                .statusCode(400)
                .body("error.message", containsString("'owners'"));
    }

    @Test
    void a_copy_is_true_after_many_came_and_went_at_once() throws Exception {
        var people = new ArrayList<PersonId>();
        var groups = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            people.add(here.person("p" + i));
            groups.add(here.group("g" + i));
        }
        var copy = new Copy("?$top=2");
        try (var threads = Executors.newFixedThreadPool(3)) {
            var written = new ArrayList<Future<?>>();
            for (int w = 0; w < 3; w++) {
                var random = new Random(w);
                written.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        PersonId person = people.get(random.nextInt(4));
                        String group = groups.get(random.nextInt(4));
                        // Whoever is in it already stays, and who is not in it does not leave: both are refused.
                        if (random.nextBoolean()) {
                            here.administration()
                                    .body(Map.of("@odata.id", "https://x/v1.0/users/" + person))
                                    .post(GROUPS + "/" + group + "/members/$ref");
                        } else {
                            here.administration()
                                    .urlEncodingEnabled(false)
                                    .delete(GROUPS + "/" + group + "/members/" + person + "/$ref");
                        }
                    }
                }));
            }
            while (!written.stream().allMatch(Future::isDone)) {
                copy.round();
            }
            for (var writer : written) {
                writer.get();
            }
        }
        for (String group : groups) {
            Object[] present = here.administration()
                    .get(GROUPS + "/" + group + "/members")
                    .then()
                    .statusCode(200)
                    .extract()
                    .<List<Object>>path("value.id")
                    .toArray();
            copy.until(() -> copy.knows(group, present));
        }
    }
}
