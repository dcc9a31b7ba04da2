package io.homeward.local.story;

import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import io.homeward.local.door.SignIn;
import io.homeward.local.sample.Person;
import io.homeward.local.sample.Sample;
import java.time.Duration;

/** Chapter 6: the home tenant has no policies, so nobody can put it right but an administrator there; a customer's cannot. */
final class HomeWithoutRules {
    /** Graph's fixed id of everybody's password. */
    private static final String PASSWORD_METHOD = "28c10230-6103-485e-b985-444c60001490";

    private final Stage stage;
    private final Sample sample;
    private final Attack attack;

    HomeWithoutRules(Stage stage, Sample sample, Attack attack) {
        this.stage = stage;
        this.sample = sample;
        this.attack = attack;
    }

    void play(String tomAtHome, String hana) {
        stage.transcript().chapter("6", "The same for a provider without policies");
        Person tom = sample.tom();
        String tomAtFjord = stage.enter(sample.harbour(), tom, tomAtHome, sample.fjord(), "D2");
        stage.tell(
                sample.harbour(),
                "imports sign-ins",
                attack.on(sample.harbour(), tom, sample.harbourStaff(), 1, 30),
                Attack.expected());
        Answer refused = Eventually.get(
                () -> stage.people(tomAtFjord), "a refusal", answer -> answer.status() == 403, Duration.ofSeconds(1));
        stage.tell(
                tom,
                "calls Fjord Clinic",
                refused,
                stage.notice(sample.harbour(), "D6", "homeAdministrator", "administrator"));
        stillSignsInAtHome();
        customerCannotRelease();
        String temporary = administratorResets(hana);
        backIn(temporary, tomAtFjord);
    }

    private void stillSignsInAtHome() {
        SignIn signIn = stage.begin(sample.harbour(), sample.tom());
        stage.tell(
                sample.tom(),
                "signs in at home, as before",
                signIn.password(sample.tom().password()),
                Expectation.state("signed-in"),
                Expectation.rule("H12"));
    }

    private void customerCannotRelease() {
        SignIn signIn = stage.begin(sample.fjord(), sample.lars());
        signIn.password(sample.lars().password());
        stage.tell(
                sample.lars(),
                "D10: dismisses Tom Keane's risk",
                stage.dismiss(signIn.token(), sample.tom()),
                Expectation.status(403),
                Expectation.text("/error/code", "Authorization_RequestDenied"));
        stage.tell(
                sample.harbour(),
                "looks at Tom Keane's risk",
                stage.riskOf(sample.harbour(), sample.tom()),
                Expectation.text("/riskLevel", "high"),
                Expectation.text("/riskState", "atRisk"));
    }

    private String administratorResets(String hana) {
        String path = "/v1.0/users/%s/authentication/methods/%s/resetPassword"
                .formatted(sample.tom().id(), PASSWORD_METHOD);
        Answer reset = stage.tell(
                sample.hana(),
                "resets Tom Keane's password",
                stage.door().post(hana, path, Json.object()),
                Expectation.status(202),
                Expectation.contains("newPassword"));
        stage.tell(
                sample.harbour(),
                "looks at Tom Keane's risk",
                Eventually.get(
                        () -> stage.riskOf(sample.harbour(), sample.tom()),
                        "remediated",
                        answer -> answer.text("/riskState").equals("remediated"),
                        Duration.ofSeconds(5)),
                Expectation.text("/riskLevel", "none"),
                Expectation.text("/riskState", "remediated"),
                Expectation.text("/riskDetail", "adminGeneratedTemporaryPassword"));
        return reset.text("/newPassword");
    }

    private void backIn(String temporary, String oldToken) {
        Person tom = sample.tom();
        SignIn signIn = stage.begin(sample.harbour(), tom);
        stage.tell(
                tom,
                "signs in with the temporary password",
                signIn.password(temporary),
                Expectation.state("verify-identity"),
                Expectation.rule("H13"),
                Expectation.code(50055));
        stage.tell(tom, "passes MFA", signIn.totp(tom.code()), Expectation.state("change-password"));
        String newPassword = "a new " + tom.password();
        stage.tell(tom, "takes a new password", signIn.changePassword(newPassword), Expectation.state("signed-in"));
        tom.remember(newPassword);
        stage.tell(
                tom,
                "calls Fjord Clinic, old token",
                stage.people(oldToken),
                Expectation.refused(),
                Expectation.rule("D9"));
        stage.enter(sample.harbour(), tom, signIn.token(), sample.fjord(), "D9");
    }
}
