package io.homeward.risk.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.PublishedFeeds;
import io.homeward.risk.RunningService;
import io.homeward.risk.SignInText;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.signin.GraphSignIns;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignIn;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, with many senders each. */
@RunningService
class ManyAtOnceTest {
    private static final int PEOPLE = 12;
    private static final int EACH = 12;

    @Inject
    House house;

    @Inject
    ScoreSignIn node;

    @Inject
    ScoreTogether together;

    @Inject
    TakeBatch files;

    @Inject
    Habits habits;

    /** The other node: batches of its own, so that nothing but the database stands between the two. */
    private Batches<ScoreTogether.Asked, ScoredSignIn> other;

    private final List<TenantId> tenants = new ArrayList<>();
    private final Map<TenantId, List<String>> names = new HashMap<>();

    @BeforeEach
    void people_of_three_tenants() {
        other = new Batches<>("other", 3, 16, 1_000, together);
        for (int i = 0; i < 3; i++) {
            TenantId tenant = house.tenant();
            tenants.add(tenant);
            names.put(
                    tenant,
                    IntStream.range(0, PEOPLE)
                            .mapToObj(nth -> "p" + nth + "-" + UUID.randomUUID() + "@x.example")
                            .toList());
            names.get(tenant).forEach(name -> house.person(tenant, name));
        }
    }

    @AfterEach
    void the_other_node_ends() {
        other.close();
    }

    @Test
    void nothing_is_lost_doubled_or_learned_twice_and_everybody_gets_the_same_answer() throws Exception {
        record Sent(TenantId tenant, SignInText text) {}
        var sent = new ArrayList<Sent>();
        for (TenantId tenant : tenants) {
            for (String name : names.get(tenant)) {
                for (int i = 0; i < EACH; i++) {
                    SignInText text = SignInText.of(name).at(Instant.now().minusSeconds(10_000 - 60L * i));
                    sent.add(new Sent(tenant, i == EACH - 1 ? text.from(PublishedFeeds.ANONYMOUS) : text));
                }
            }
        }
        // Every sign-in three times: at both nodes at once, and in a file.
        var calls = new ArrayList<Callable<Object>>();
        for (Sent each : sent) {
            calls.add(() -> scored(each.tenant, each.text));
            calls.add(() -> other.submit(asked(each.tenant, each.text), each.text.name()));
        }
        for (TenantId tenant : tenants) {
            List<SignInText> texts = sent.stream()
                    .filter(each -> each.tenant.equals(tenant))
                    .map(Sent::text)
                    .toList();
            calls.add(() ->
                    files.take(tenant, texts.stream().map(ManyAtOnceTest::read).toList(), Bearing.LIVE));
        }
        Collections.shuffle(calls, new Random(7));
        List<Object> answers = atOnce(calls);

        var byId = new HashMap<String, Set<String>>();
        for (Object answer : answers) {
            if (answer instanceof ScoredSignIn scored) {
                byId.computeIfAbsent(scored.signInId(), id -> new HashSet<>())
                        .add(scored.level() + scored.reasons() + scored.detections());
            }
        }
        assertThat(byId).hasSize(sent.size());
        assertThat(byId.values()).allSatisfy(same -> assertThat(same).hasSize(1));
        for (TenantId tenant : tenants) {
            assertThat(numbers(tenant, "select count(*) from sign_in")).containsExactly(PEOPLE * EACH);
            assertThat(numbers(tenant, "select count(*) from sign_in where learned and lesson is not null"))
                    .containsExactly(PEOPLE * (EACH - 1));
            assertThat(numbers(tenant, "select accepted from person_profile"))
                    .hasSize(PEOPLE)
                    .containsOnly(EACH - 1);
            assertThat(numbers(tenant, "select version from person_profile")).containsOnly(EACH - 1);
            assertThat(numbers(tenant, "select sum(succeeded) from source_window"))
                    .containsExactly(PEOPLE * EACH);
            assertThat(numbers(tenant, "select count(*) from detection where type = 'anonymizedIPAddress'"))
                    .containsExactly(PEOPLE);
        }
    }

    /** It locks nobody's profile: only the sign-in itself tells that it was taken in meanwhile. */
    @Test
    void a_wrong_password_that_comes_twice_at_once_is_counted_once() throws Exception {
        TenantId tenant = tenants.getFirst();
        var calls = new ArrayList<Callable<Object>>();
        for (int i = 0; i < 50; i++) {
            SignInText text = SignInText.of("nobody" + i + "@x.example").wrongPassword();
            calls.add(() -> scored(tenant, text));
            calls.add(() -> other.submit(asked(tenant, text), text.name()));
        }
        atOnce(calls);

        assertThat(numbers(tenant, "select count(*) from sign_in")).containsExactly(50);
        assertThat(numbers(tenant, "select sum(failed) from source_window")).containsExactly(50);
    }

    @Test
    void people_of_one_tenant_in_a_batch_are_seen_by_no_other() throws Exception {
        TenantId mine = tenants.getFirst();
        TenantId theirs = tenants.getLast();
        PersonId stranger = house.person(theirs, "stranger-" + UUID.randomUUID() + "@x.example");
        var calls = new ArrayList<Callable<Object>>();
        for (int i = 0; i < 20; i++) {
            SignInText ofMine =
                    SignInText.of("whoever@x.example").person(stranger).from(PublishedFeeds.ANONYMOUS);
            SignInText ofTheirs = SignInText.of(names.get(theirs).get(i % PEOPLE));
            calls.add(() -> other.submit(asked(mine, ofMine), "one queue"));
            calls.add(() -> other.submit(asked(theirs, ofTheirs), "one queue"));
        }
        atOnce(calls);

        assertThat(numbers(mine, "select count(*) from sign_in where person_id is not null"))
                .containsExactly(0);
        assertThat(numbers(theirs, "select count(*) from sign_in")).containsExactly(20);
        assertThat(house.risk(theirs, stranger).open()).isFalse();
    }

    @Test
    void one_that_cannot_be_kept_does_not_keep_its_neighbours_from_being_scored() throws Exception {
        TenantId tenant = tenants.getFirst();
        // Its month has no partition: nobody has prepared one.
        SignInText unkeepable =
                SignInText.of(names.get(tenant).getFirst()).at(Instant.now().minus(Duration.ofDays(30 * 58L)));
        var calls = new ArrayList<Callable<Object>>();
        calls.add(() -> {
            try {
                return other.submit(asked(tenant, unkeepable), "one queue");
            } catch (RuntimeException e) {
                return e;
            }
        });
        for (String name : names.get(tenant)) {
            calls.add(() -> other.submit(asked(tenant, SignInText.of(name)), "one queue"));
        }
        List<Object> answers = atOnce(calls);

        assertThat(answers.getFirst()).isInstanceOf(RuntimeException.class);
        assertThat(answers.subList(1, answers.size())).hasOnlyElementsOfType(ScoredSignIn.class);
        assertThat(numbers(tenant, "select count(*) from sign_in")).containsExactly(PEOPLE);
        assertThat(numbers(tenant, "select accepted from person_profile")).containsOnly(1);
    }

    private ScoredSignIn scored(TenantId tenant, SignInText text) {
        return node.score(tenant, text.json().getBytes(StandardCharsets.UTF_8), Manner.SENT);
    }

    private ScoreTogether.Asked asked(TenantId tenant, SignInText text) {
        return new ScoreTogether.Asked(habits.of(tenant), read(text), Manner.SENT);
    }

    private static SignIn read(SignInText text) {
        return ((Reading.Good) GraphSignIns.one(text.json().getBytes(StandardCharsets.UTF_8))).signIn();
    }

    private static List<Object> atOnce(List<Callable<Object>> calls) throws InterruptedException, ExecutionException {
        var answers = new ArrayList<Object>();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> each : senders.invokeAll(calls)) {
                answers.add(each.get());
            }
        }
        return answers;
    }

    private List<Integer> numbers(TenantId tenant, String query) {
        return house.database().in(tenant, handle -> handle.createQuery(query)
                .mapTo(Integer.class)
                .list());
    }
}
