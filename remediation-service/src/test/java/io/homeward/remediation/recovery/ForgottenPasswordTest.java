package io.homeward.remediation.recovery;

import static io.homeward.remediation.fixture.SignIns.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.homeward.remediation.session.Accounts;
import io.homeward.tenancy.TenantDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "I forgot my password": the last lines of section 2, and "self-service reset" of section 4. */
@QuarkusTest
@WithTestResource(World.class)
class ForgottenPasswordTest {
    private static final String HERE = "127.0.0.1";
    private static final String NEW = "a wholly new river 4";
    private static final Pattern CODE = Pattern.compile("\\r\\n    ([0-9A-Z]{5}-[0-9A-Z]{5})\\r\\n");

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;
    private final String work = "mira-" + UUID.randomUUID() + "@fjord.example";
    private final String private_ = "mira-" + UUID.randomUUID() + "@elsewhere.example";

    @Inject
    MovableClock clock;

    @Inject
    TenantDatabase database;

    @Inject
    Accounts accounts;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @AfterEach
    void everybodyIsBack() {
        riskService.away(false);
    }

    @Test
    void the_code_from_the_letter_lets_him_choose_another_and_ends_all_sessions() {
        Member mira = somebody(Home.called("Forgotten"));
        long before = epoch(mira);

        SignIns flow = SignIns.recovering(mira, HERE);
        assertThat(flow.state()).isEqualTo("check-mail");
        assertThat(flow.asks()).containsExactly("mailCode", "sendAgain", "cancel");
        flow.mailCode(codeFor(private_, 1));
        assertThat(flow.state()).isEqualTo("change-password");
        flow.changePassword(NEW);

        assertThat(flow.state()).isEqualTo("recovered");
        assertThat(flow.asks()).isEmpty();
        assertThat(flow.json().getString("token")).isNull();
        assertThat(epoch(mira)).isEqualTo(before + 1);
        SignIns.open(mira).password(Member.PASSWORD).is("sign-in", "H14", 50126);
        SignIns.open(mira).password(NEW).is("signed-in", "H1", 0);
        eventually(() -> subjects(work).contains("Your forgotten password was replaced")
                && subjects(private_).contains("Your forgotten password was replaced"));
        // The box of the account itself may be locked with the same password, or be in the hands of whoever has it.
        assertThat(subjects(work)).doesNotContain("Your code for a new password");
    }

    @Test
    void who_asks_does_not_learn_whether_there_is_anybody() {
        Home home = Home.called("Hidden");
        Member mira = somebody(home);
        Member silent = home.person("silent");
        Member disabled = home.person("disabled").reads("en", "x" + private_);
        home.tell(disabled, false, false, Set.of());
        Member nobody = home.person("nobody");
        home.tell(nobody, true, true, Set.of());

        List<SignIns> flows = Stream.of(mira, silent, disabled, nobody)
                .map(each -> SignIns.recovering(each, HERE))
                .toList();
        codeFor(private_, 1);

        assertThat(flows).extracting(ForgottenPasswordTest::told).containsOnly(told(flows.getFirst()));
        assertThat(flows)
                .extracting(each -> told(each.mailCode("00000-00000")))
                .containsOnly("200 check-mail H16 50074 [mailCode, sendAgain, cancel]");
        assertThat(flows)
                .extracting(each -> told(each.step(Map.of("type", "sendAgain"))))
                .containsOnly("200 check-mail null null [mailCode, sendAgain, cancel]");
        assertThat(World.lettersTo("x" + private_)).isEmpty();
    }

    @Test
    void who_has_a_second_factor_shows_it_too_and_what_h8_asks_for_is_then_closed() {
        Member mira = enrolled(
                Home.called("Self").registrationDemanded().whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);

        SignIns flow = SignIns.recovering(mira, HERE).mailCode(codeFor(private_, 1));
        assertThat(flow.state()).isEqualTo("verify-identity");
        flow.totp(mira.wrongCode(clock)).is("verify-identity", "H16", 50074);
        assertThat(flow.steps(flow.continuation(), Map.of("type", "changePassword", "newPassword", NEW))
                        .statusCode())
                .isEqualTo(409);
        flow.totp(mira.code(clock));
        assertThat(flow.state()).isEqualTo("change-password");
        flow.changePassword(NEW).is("recovered", "H8", 0);

        assertThat(riskService.riskOf(mira.id()).open()).isFalse();
        assertThat(remediated(mira)).containsExactly("userPerformedSecuredPasswordReset");
    }

    @Test
    void where_h8_would_not_have_been_offered_the_risk_stays() {
        Member mira = enrolled(Home.called("No rules").registrationDemanded());
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.ADMINISTRATOR);

        SignIns flow = SignIns.recovering(mira, HERE).mailCode(codeFor(private_, 1));
        flow.totp(mira.code(clock));
        flow.changePassword(NEW);

        assertThat(flow.state()).isEqualTo("recovered");
        assertThat(riskService.riskOf(mira.id()).open()).isTrue();
        assertThat(remediated(mira)).isEmpty();
    }

    @Test
    void a_code_by_mail_is_no_second_factor() {
        Member mira = somebody(Home.called("Self").whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);

        SignIns flow = SignIns.recovering(mira, HERE).mailCode(codeFor(private_, 1));
        flow.changePassword(NEW);

        assertThat(flow.state()).isEqualTo("recovered");
        assertThat(riskService.riskOf(mira.id()).open()).isTrue();
        assertThat(remediated(mira)).isEmpty();
        SignIns.open(mira).password(NEW).is("account-blocked", "H9", 53003);
    }

    @Test
    void under_a_block_it_is_not_offered() {
        Member mira = enrolled(Home.called("Block").registrationDemanded().whenUserAtRisk(Control.BLOCK));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.BLOCKED);

        SignIns flow = SignIns.recovering(mira, HERE).mailCode(codeFor(private_, 1));

        flow.is("recovery-unavailable", "H10", 53003);
        assertThat(flow.asks()).isEmpty();
        assertThat(flow.json().getString("details.whoCanHelp")).contains("Block");
    }

    @Test
    void under_a_block_that_came_while_he_was_at_it_nothing_is_replaced() {
        Member mira = somebody(Home.called("Block").whenUserAtRisk(Control.BLOCK));
        SignIns flow = SignIns.recovering(mira, HERE).mailCode(codeFor(private_, 1));
        assertThat(flow.state()).isEqualTo("change-password");
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.BLOCKED);

        flow.changePassword(NEW).is("recovery-unavailable", "H10", 53003);

        SignIns.open(mira).password(NEW).is("sign-in", "H14", 50126);
    }

    @Test
    void a_factor_that_came_after_the_first_trace_of_an_attacker_proves_nothing() {
        Member mira = enrolled(
                Home.called("Late").registrationDemanded().whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        clock.pass(Duration.ofDays(1)); // the stand-in's detections are of the machine's time, before this
        Member late = somebody(mira.home(), "late", "late" + private_);
        SignIns.open(late).password(Member.PASSWORD).register(late, clock);
        clock.reset();
        riskService.isAtRisk(late.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);

        SignIns.recovering(late, HERE).mailCode(codeFor("late" + private_, 1)).is("recovery-unavailable", "H9", 53003);
    }

    @Test
    void whoever_has_rights_over_others_needs_more_than_a_letter() {
        Home home = Home.called("Administrators");
        var technicians = new GroupId(UUID.randomUUID());
        Member chief = home.person("chief").reads("en", "chief" + private_);
        home.tell(chief, true, false, Set.of(), DirectoryRole.GLOBAL_ADMINISTRATOR.id());
        SignIns.firstOf(chief);
        Member tom = home.person("tom").reads("en", "tom" + private_);
        home.tell(tom, true, false, Set.of(technicians));
        home.serves(new TenantId(UUID.randomUUID()), "active", technicians, Set.of(new RoleId(UUID.randomUUID())));
        SignIns.firstOf(tom);

        for (Member each : List.of(chief, tom)) {
            String address = (each == chief ? "chief" : "tom") + private_;
            SignIns flow = SignIns.recovering(each, HERE);
            flow.mailCode(codeFor(address, 1)).is("recovery-unavailable", "H9", 53003);
        }
    }

    @Test
    void a_code_is_good_once_in_its_own_flow_and_for_ten_minutes() {
        Member mira = somebody(Home.called("Codes"));
        SignIns first = SignIns.recovering(mira, HERE);
        String code = codeFor(private_, 1);
        SignIns second = SignIns.recovering(mira, HERE);
        String other = codeFor(private_, 2);

        second.mailCode(code).is("check-mail", "H16", 50074);
        first.mailCode(other).is("check-mail", "H16", 50074);
        first.step(Map.of("type", "sendAgain"));
        String newer = codeFor(private_, 3);
        first.mailCode(code).is("check-mail", "H16", 50074);
        String used = first.continuation();
        first.mailCode(newer.toLowerCase(Locale.ROOT).replace("-", ""));
        assertThat(first.state()).isEqualTo("change-password");
        assertThat(first.steps(used, Map.of("type", "mailCode", "code", newer)).statusCode())
                .isEqualTo(404);
        clock.pass(Duration.ofMinutes(10));
        assertThat(second.steps(second.continuation(), Map.of("type", "mailCode", "code", other))
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void a_thousand_wrong_codes_open_nothing_and_keep_nobody_out() {
        Member mira = somebody(Home.called("Guessing"));
        int guesses = 0;
        for (int i = 0; guesses < 1_000; i++) {
            SignIns guessing = SignIns.recovering(mira, "203.0." + i % 100 + ".9");
            while (guessing.state().equals("check-mail")) {
                guessing.mailCode("%05d-%05d".formatted(guesses, guesses));
                guesses++;
            }
            guessing.is("ended", "H16", 50074);
        }

        eventually(() -> pending(mira) == 0);
        int strangers = letters(private_, "Your code for a new password");
        assertThat(strangers).isLessThanOrEqualTo(5);
        SignIns owner = SignIns.recovering(mira, HERE);
        owner.mailCode(codeFor(private_, strangers + 1));
        assertThat(owner.state()).isEqualTo("change-password");
    }

    @Test
    void a_double_click_replaces_once_and_tells_once() throws Exception {
        Member mira = somebody(Home.called("Twice"));
        long before = epoch(mira);
        SignIns flow = SignIns.recovering(mira, HERE).mailCode(codeFor(private_, 1));
        String continuation = flow.continuation();

        List<Response> answers =
                atOnce(4, () -> flow.steps(continuation, Map.of("type", "changePassword", "newPassword", NEW)));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(200)
                .contains(404);
        assertThat(epoch(mira)).isEqualTo(before + 1);
        eventually(() -> subjects(work).contains("Your forgotten password was replaced"));
        assertThat(letters(work, "Your forgotten password was replaced")).isEqualTo(1);
    }

    @Test
    void of_two_browsers_that_both_have_a_code_the_second_is_overtaken() {
        Member mira = somebody(Home.called("Two browsers"));
        SignIns one = SignIns.recovering(mira, HERE);
        String first = codeFor(private_, 1);
        SignIns two = SignIns.recovering(mira, HERE);
        String second = codeFor(private_, 2);
        one.mailCode(first);
        two.mailCode(second);

        one.changePassword(NEW);
        two.changePassword("another river of mine 8").is("ended", "D9", 50173);

        assertThat(one.state()).isEqualTo("recovered");
        SignIns.open(mira).password(NEW).is("signed-in", "H1", 0);
    }

    @Test
    void while_nobody_can_tell_the_risk_the_code_keeps() {
        Member mira = somebody(Home.called("Away"));
        SignIns flow = SignIns.recovering(mira, HERE);
        String code = codeFor(private_, 1);
        riskService.away(true);

        Response refused = flow.steps(flow.continuation(), Map.of("type", "mailCode", "code", code));
        riskService.away(false);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(flow.mailCode(code).state()).isEqualTo("change-password");
    }

    @Test
    void a_crash_before_risk_service_has_confirmed_is_gone_on_from_by_looking() {
        Member mira = enrolled(
                Home.called("Crash").registrationDemanded().whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE));
        riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);
        riskService.holdsBack(mira.id());
        SignIns flow = SignIns.recovering(mira, HERE).mailCode(codeFor(private_, 1));
        flow.totp(mira.code(clock));
        String before = flow.continuation();

        flow.changePassword(NEW);
        assertThat(flow.state()).isEqualTo("remediating");
        riskService.confirms(mira.id());
        Response after = flow.look(before); // the answer with the newer one was lost

        assertThat(after.jsonPath().getString("state")).isEqualTo("recovered");
        assertThat(remediated(mira)).hasSize(1);
        assertThat(flow.look().state()).isEqualTo("recovered");
    }

    @Test
    void a_tenant_that_does_not_let_its_people_says_so_to_everybody_at_once() {
        Home home = Home.called("Forbidden");
        Member mira = somebody(home);
        home.withoutSelfService();
        Member nobody = home.person("nobody");
        home.tell(nobody, true, true, Set.of());

        eventually(() -> SignIns.recovering(mira, HERE).state().equals("recovery-unavailable"));
        assertThat(told(SignIns.recovering(mira, HERE)))
                .isEqualTo("201 recovery-unavailable H9 53003 []")
                .isEqualTo(told(SignIns.recovering(nobody, HERE)));
    }

    @Test
    void it_is_begun_with_a_name_and_nothing_else() {
        Member mira = somebody(Home.called("Begin"));

        for (Map<String, Object> more : List.<Map<String, Object>>of(
                Map.of("remediate", true, "userPrincipalName", mira.userPrincipalName()), Map.of("enrolment", "x"))) {
            var body = new HashMap<String, Object>(more);
            body.put("tenant", mira.home().tenant().toString());
            body.put("clientId", mira.home().application().toString());
            body.put("recover", true);
            SignIns.anonymous().body(body).post("/v1/flows").then().statusCode(400);
        }
        SignIns.anonymous()
                .get("/" + mira.home().tenant() + "/recover")
                .then()
                .statusCode(200)
                .body("start.body.recover", equalTo(true));
    }

    private Member somebody(Home home) {
        return somebody(home, "mira", private_);
    }

    private Member somebody(Home home, String name, String at) {
        Member mira = home.person(name).reads("en", work, at);
        home.tell(mira, true, false, Set.of());
        SignIns.firstOf(mira);
        eventually(() -> database.in(
                home.tenant(),
                handle -> handle.createQuery("select count(*) from person where document -> 'otherMails' ->> 0 = :at")
                                .bind("at", at)
                                .mapTo(Integer.class)
                                .one()
                        == 1));
        return mira;
    }

    private Member enrolled(Home home) {
        Member mira = somebody(home);
        SignIns.open(mira).password(Member.PASSWORD).register(mira, clock);
        return mira;
    }

    private static String codeFor(String address, int number) {
        var codes = new ArrayList<String>();
        eventually(() -> {
            codes.clear();
            for (String letter : World.lettersTo(address)) {
                Matcher code = CODE.matcher(letter);
                if (code.find()) {
                    codes.add(code.group(1));
                }
            }
            return codes.size() >= number;
        });
        return codes.get(number - 1);
    }

    private static List<String> subjects(String address) {
        return World.lettersTo(address).stream()
                .map(letter -> letter.lines()
                        .filter(line -> line.startsWith("Subject: "))
                        .map(line -> line.substring("Subject: ".length()))
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    private static int letters(String address, String subject) {
        return (int) subjects(address).stream().filter(subject::equals).count();
    }

    private static String told(SignIns flow) {
        return flow.last().statusCode() + " " + flow.state() + " " + flow.json().get("rule") + " "
                + flow.json().get("code") + " " + flow.asks();
    }

    private int pending(Member member) {
        return database.in(member.home().tenant(), handle -> handle.createQuery(
                        "select (select count(*) from mail_code where pending) + (select count(*) from letter where sent_at is null)")
                .mapTo(Integer.class)
                .one());
    }

    private List<String> remediated(Member member) {
        return database.in(member.home().tenant(), handle -> handle.createQuery(
                        "select document ->> 'kind' from remediation where person_id = :person")
                .bind("person", member.id().value())
                .mapTo(String.class)
                .list());
    }

    private long epoch(Member member) {
        TenantId tenant = member.home().tenant();
        return database.in(
                tenant, handle -> accounts.look(handle, tenant, member.id()).sessionEpoch());
    }

    private static List<Response> atOnce(int times, Callable<Response> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Response>();
            for (Future<Response> answer : threads.invokeAll(Collections.nCopies(times, work))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
