package io.homeward.risk.feedback;

import static io.homeward.risk.House.administrator;
import static io.homeward.risk.House.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.tenancy.Caller;
import io.homeward.testsupport.Callers;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can never lower a person's risk, whatever he calls in whatever order (invariants 1 and 11), and what many calls at once come to (7). */
@RunningService
class ReleaseTest {
    private static final List<String> ACTIONS = List.of("dismiss", "confirmSafe", "confirmCompromised");

    @Inject
    House house;

    private TenantId home;
    private TenantId foreign;
    private PersonId technician;
    private String name;
    private SignInText signIn;

    @BeforeEach
    void a_technician_at_risk() {
        home = house.tenant();
        foreign = house.tenant();
        name = "tech-" + UUID.randomUUID() + "@x.example";
        var group = new GroupId(UUID.randomUUID());
        technician = house.person(home, name, Set.of(group), DirectoryRole.GLOBAL_ADMINISTRATOR);
        relationship(group);
        signIn = SignInText.of(name).from(PublishedFeeds.ANONYMOUS);
        as(House.sender(home)).body(signIn.json()).post("/v1/signIns").then().statusCode(200);
        as(administrator(home))
                .body("{\"riskEventType\":\"leakedCredentials\"}")
                .post("/v1/people/{id}/detections", technician.toString())
                .then()
                .statusCode(200);
    }

    private void relationship(GroupId group) {
        String id = UUID.randomUUID().toString();
        var body = FeedJson.mapper().createObjectNode();
        body.put("id", id)
                .put("partner", home.toString())
                .put("customer", foreign.toString())
                .put("status", "active")
                .put("endsAt", Instant.now().plusSeconds(3_600).toString())
                .put("version", 1);
        body.putArray("roles");
        body.putArray("assignments").addObject().put("group", group.toString()).putArray("roles");
        house.publish("relationships", home, id, body);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void no_sequence_of_calls_from_elsewhere_or_by_himself_changes_anything_at_home(long seed) {
        var random = new Random(seed);
        UserRisk risk = house.risk(home, technician);
        List<String> kept = kept();
        var calls = new ArrayList<String>();

        for (int i = 0; i < 40; i++) {
            calls.add(call(random));

            assertThat(house.risk(home, technician)).as("after %s", calls).isEqualTo(risk);
            assertThat(kept()).as("after %s", calls).isEqualTo(kept);
        }
    }

    private String call(Random random) {
        String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        return switch (random.nextInt(8)) {
            case 0 -> users(administrator(foreign), action);
            case 1 -> signIns(administrator(foreign), action);
            case 2 -> users(himself(), action);
            case 3 -> signIns(himself(), action);
            case 4 -> signIns(delegated(), random.nextBoolean() ? "dismiss" : "confirmSafe");
            case 5 -> users(delegated(), random.nextBoolean() ? "dismiss" : "confirmSafe");
            case 6 -> sent(random);
            default -> {
                house.remediated(
                        foreign,
                        technician,
                        "userPerformedSecuredPasswordChange",
                        Instant.now(),
                        random.nextBoolean() ? signIn.id() : null,
                        null);
                yield "a remediation of the foreign tenant";
            }
        };
    }

    private Caller himself() {
        return Callers.member(
                home, technician, DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString());
    }

    private Caller delegated() {
        return Callers.external(
                foreign,
                new PersonId(UUID.randomUUID()),
                home,
                DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString());
    }

    private String users(Caller caller, String action) {
        int status = as(caller)
                .body("{\"userIds\":[\"" + technician + "\"]}")
                .post("/v1.0/identityProtection/riskyUsers/" + action)
                .statusCode();
        assertThat(status).isEqualTo(403);
        return "users " + action;
    }

    private String signIns(Caller caller, String action) {
        int status = as(caller)
                .body("{\"requestIds\":[\"" + signIn.id() + "\"]}")
                .post("/v1.0/auditLogs/signIns/" + action)
                .statusCode();
        // 400 where the foreign tenant has a sign-in with this id of its own, of nobody in its directory.
        assertThat(status).isIn(400, 403, 404);
        return "sign-ins " + action;
    }

    /** The same sign-in, or an ordinary one of his, sent in by the foreign tenant. */
    private String sent(Random random) {
        SignInText text = random.nextBoolean() ? signIn : SignInText.of(name);
        as(House.sender(foreign))
                .body(text.person(technician)
                        .code(random.nextBoolean() ? 0 : 50126)
                        .json())
                .post("/v1/signIns")
                .then()
                .statusCode(200);
        return "a sign-in from elsewhere";
    }

    /** Whatever is remembered of him at home. */
    private List<String> kept() {
        return house.database()
                .in(home, handle -> handle.createQuery("""
                        select 'detection ' || detection_id || state || detail || level from detection
                        union all select 'history ' || item_id from user_risk_history
                        union all select 'sign-in ' || event_id || coalesce(risk_state, '') || level || learned from sign_in
                        union all select 'profile ' || person_id || version from person_profile
                        union all select 'said ' || item_id from sign_in_feedback
                        order by 1""").mapTo(String.class).list());
    }

    @Test
    void many_clicks_at_once_are_one() throws Exception {
        List<Integer> answers = atOnce(12, "confirmSafe");

        assertThat(answers).hasSize(12).containsOnly(204);
        assertThat(count("sign_in_feedback")).isEqualTo(1);
        assertThat(house.history(home, technician)).hasSize(3);
    }

    @Test
    void what_administrators_say_at_once_about_one_sign_in_ends_as_one_of_them_said() throws Exception {
        List<Integer> answers = atOnce(12, "confirmSafe", "dismiss", "confirmCompromised");

        assertThat(answers).hasSize(12).containsOnly(204);
        assertThat(text("select risk_state || ' ' || risk_detail from sign_in"))
                .isEqualTo(text("select state || ' ' || detail from sign_in_feedback order by nth desc limit 1"));
        assertThat(house.risk(home, technician).detections())
                .hasSize(Integer.parseInt(text(
                        "select count(*)::text from detection where state in ('atRisk', 'confirmedCompromised')")));
    }

    private List<Integer> atOnce(int calls, String... actions) throws Exception {
        Caller administrator = administrator(home);
        var tasks = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < calls; i++) {
            String action = actions[i % actions.length];
            tasks.add(() -> as(administrator)
                    .body("{\"requestIds\":[\"" + signIn.id() + "\"]}")
                    .post("/v1.0/auditLogs/signIns/" + action)
                    .statusCode());
        }
        try (var pool = Executors.newFixedThreadPool(6)) {
            var answers = new ArrayList<Integer>();
            for (Future<Integer> each : pool.invokeAll(tasks)) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    private int count(String table) {
        return Integer.parseInt(text("select count(*)::text from " + table));
    }

    private String text(String sql) {
        return house.database()
                .in(home, handle -> handle.createQuery(sql).mapTo(String.class).one());
    }
}
