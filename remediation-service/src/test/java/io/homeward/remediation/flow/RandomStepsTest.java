package io.homeward.remediation.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.policy.Control;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.remediation.fixture.Authenticator;
import io.homeward.remediation.fixture.Home;
import io.homeward.remediation.fixture.Member;
import io.homeward.remediation.fixture.MovableClock;
import io.homeward.remediation.fixture.RiskServiceStandIn;
import io.homeward.remediation.fixture.SignIns;
import io.homeward.remediation.fixture.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps in any order, right and wrong: nobody is signed in without what was demanded, done in this flow and in its order. */
@QuarkusTest
@WithTestResource(World.class)
class RandomStepsTest {
    private static final int STEPS = 14;
    private static final int FLOWS = 3;
    private static final String NEW_PASSWORD = "a new wide river ";

    private final RiskServiceStandIn riskService = RiskServiceStandIn.INSTANCE;

    @Inject
    MovableClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    /** What an authenticator nobody has registered would sign and make. */
    private final Map<String, ?> stranger =
            new Authenticator().make(Map.of("challenge", "AAAA", "user", Map.of("id", "AAAA")));

    private enum Proven {
        PASSWORD,
        CODE,
        NEW_PASSWORD
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void no_order_of_steps_leads_past_what_is_demanded(long seed) {
        var random = new Random(seed);
        Home home = Home.called("Random")
                .registrationDemanded()
                .whenSignInRisky(Control.MFA)
                .whenUserAtRisk(Control.MFA, Control.PASSWORD_CHANGE);
        Member mira = home.person("mira");
        SignIns.firstOf(mira).register(mira, clock);
        String password = Member.PASSWORD;
        for (int i = 0; i < FLOWS; i++) {
            Set<Proven> demanded = EnumSet.of(Proven.PASSWORD);
            boolean riskySignIn = random.nextBoolean();
            riskService.signInsAre(mira.id(), riskySignIn ? RiskLevel.MEDIUM : RiskLevel.NONE);
            if (riskySignIn) {
                demanded.add(Proven.CODE);
            }
            if (random.nextBoolean() || riskService.riskOf(mira.id()).open()) {
                riskService.isAtRisk(mira.id(), RiskLevel.HIGH, DetectionType.PASSWORD_SPRAY, Route.PASSWORD_CHANGE);
                demanded.add(Proven.CODE);
                demanded.add(Proven.NEW_PASSWORD);
            }
            String next = NEW_PASSWORD + seed + i;
            if (walk(random, SignIns.open(mira), mira, password, next, demanded).contains(Proven.NEW_PASSWORD)) {
                password = next;
            }
        }
    }

    private Set<Proven> walk(
            Random random, SignIns signIn, Member mira, String password, String next, Set<Proven> demanded) {
        Set<Proven> proven = EnumSet.noneOf(Proven.class);
        String continuation = signIn.continuation();
        String state = signIn.state();
        for (int i = 0; i < STEPS; i++) {
            Map<String, ?> step = step(random, mira, password, next);
            Response answer = signIn.steps(random.nextInt(8) == 0 ? "invented" : continuation, step);
            if (answer.statusCode() != 200) {
                assertThat(answer.statusCode()).isIn(400, 404, 409);
                continue;
            }
            String before = state;
            state = answer.jsonPath().getString("state");
            continuation = answer.jsonPath().getString("continuation");
            note(proven, before, state, step, password);
            if (state.equals("signed-in")) {
                assertThat(proven).as("%s by %s", state, step).containsAll(demanded);
                return proven;
            }
            assertThat(answer.jsonPath().getString("token.access_token")).isNull();
        }
        return proven;
    }

    /** What the client itself knows to have shown rightly, in a state that asked for it. */
    private static void note(Set<Proven> proven, String before, String after, Map<String, ?> step, String password) {
        boolean accepted = !after.equals(before);
        if (before.equals("sign-in") && password.equals(step.get("password"))) {
            proven.add(Proven.PASSWORD);
        }
        if (before.equals("verify-identity") && step.get("type").equals("totp") && accepted && !after.equals("ended")) {
            proven.add(Proven.CODE);
        }
        if (before.equals("change-password") && step.get("type").equals("changePassword") && accepted) {
            proven.add(Proven.NEW_PASSWORD);
        }
    }

    private Map<String, ?> step(Random random, Member mira, String password, String next) {
        return switch (random.nextInt(17)) {
            case 0 -> Map.of("type", "password", "password", random.nextInt(3) == 0 ? "a guess" : password);
            case 1 -> Map.of("type", "password", "password", password);
            case 2, 3 -> Map.of("type", "continue");
            case 4 -> Map.of("type", "totp", "code", mira.wrongCode(clock));
            case 5, 6 -> Map.of("type", "totp", "code", mira.code(clock));
            case 7 -> Map.of("type", "changePassword", "newPassword", next);
            case 8 -> Map.of("type", "changePassword", "newPassword", random.nextInt(3) == 0 ? password : next);
            case 9 -> Map.of("type", "skipRegistration");
            case 10 -> Map.of("type", "passkey", "credential", stranger);
            case 11 -> Map.of("type", "recoveryCode", "code", "0000-0000-0000-0000-0000-0000");
            case 12 ->
                Map.of("type", "recoveryCode", "code", mira.recoveryCodes().get(random.nextInt(10)));
            case 13 -> Map.of("type", "temporaryAccessPass", "pass", "0000-0000-0000-0000");
            case 14 -> Map.of("type", random.nextBoolean() ? "startPasskeyRegistration" : "showedRecoveryCodes");
            case 15 -> Map.of("type", "confirmPasskey", "credential", stranger);
            default -> Map.of("type", "confirmTotp", "code", mira.codeNow(clock));
        };
    }
}
