package io.homeward.tenant.directory;

import static io.homeward.tenant.Organisation.GROUPS;
import static io.homeward.tenant.Organisation.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.PersonId;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several at once: nobody's change is lost, and nobody waits for ever. */
@RunningService
class ConcurrentEditTest {
    private Organisation here;

    @BeforeEach
    void begin() {
        here = Organisation.made();
    }

    private static List<Integer> together(List<Callable<Integer>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var answers = new ArrayList<Integer>();
            for (var one : threads.invokeAll(calls)) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    @Test
    void two_administrators_change_one_user_and_neither_change_is_lost() throws Exception {
        PersonId rui = here.person("rui");
        for (int round = 0; round < 10; round++) {
            String value = "v" + round;
            assertThat(together(List.of(
                            () -> here.administration()
                                    .body(Map.of("department", value))
                                    .patch(USERS + "/" + rui)
                                    .statusCode(),
                            () -> here.administration()
                                    .body(Map.of("city", value))
                                    .patch(USERS + "/" + rui)
                                    .statusCode())))
                    .containsOnly(204);
            here.administration()
                    .queryParam("$select", "department,city")
                    .get(USERS + "/" + rui)
                    .then()
                    .body("department", equalTo(value), "city", equalTo(value));
        }
    }

    @Test
    void one_name_is_given_once() throws Exception {
        var user = Map.of("displayName", "Rui", "userPrincipalName", "one@" + here.domain());
        Callable<Integer> add =
                () -> here.administration().body(user).post(USERS).statusCode();

        assertThat(together(List.of(add, add, add, add))).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void a_member_is_added_while_the_group_is_deleted_and_the_feed_is_right_afterwards() throws Exception {
        PersonId rui = here.person("rui");
        for (int round = 0; round < 5; round++) {
            String group = here.group("g" + round);
            List<Integer> answers = together(List.of(
                    () -> here.administration()
                            .body(Map.of("@odata.id", "https://x.example/v1.0/users/" + rui))
                            .post(GROUPS + "/" + group + "/members/$ref")
                            .statusCode(),
                    () -> here.administration().delete(GROUPS + "/" + group).statusCode()));
            assertThat(answers.get(0)).isIn(204, 404);
            assertThat(answers.get(1)).isEqualTo(204);
            assertThat(Feeds.snapshot("people", rui).orElseThrow().path("groups"))
                    .isEmpty();
        }
    }
}
