package io.homeward.systemtest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.local.door.Answer;
import io.homeward.local.door.Authenticator;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.door.SignIn;
import io.homeward.local.door.Tokens;
import io.homeward.local.sample.Administration;
import io.homeward.local.sample.Client;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Person;
import io.homeward.local.sample.Roles;
import io.homeward.local.stream.SignInStream;
import io.homeward.local.stream.StreamPlan;
import io.homeward.systemtest.RunningSuite.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where people are at home: how they sign in there, and go on to other tenants. */
final class Workplace {
    private static final Duration WITHIN = Duration.ofSeconds(15);
    private static final int NAMES = 40;
    private static final int SPRAYED = 30;

    private final Installation installation;
    private final PublicDoor door;
    private final Organisation organisation;
    private final Administration administration;
    private final Client portal;

    Workplace(Installation installation, String name) {
        this.installation = installation;
        this.door = installation.door();
        this.organisation = installation.organisation(name);
        this.administration = new Administration(door, organisation);
        administration.registrationPolicy();
        this.portal = administration.portal(name + " portal");
    }

    Organisation organisation() {
        return organisation;
    }

    Administration administration() {
        return administration;
    }

    Person person(String name) {
        Person person = administration.person(name, "technician");
        administration.await(person);
        return person;
    }

    Person administrator(String name) {
        Person person = administration.person(name, "administrator");
        administration.appoint(person, Roles.GLOBAL_ADMINISTRATOR);
        administration.await(person);
        return person;
    }

    /** His first sign-in, in which he registers an authenticator. */
    String enrolled(Person person) {
        SignIn signIn = opened(person);
        signIn.password(person.password());
        String seed = signIn.startTotpRegistration().text("/details/totp/secret");
        person.carry(new Authenticator(seed, Clock.systemUTC()));
        signIn.confirmTotp(person.code());
        return signIn.token();
    }

    /** Signs in once more, where a second factor is always asked for. */
    String signedInAgain(Person person) {
        SignIn signIn = opened(person);
        signIn.password(person.password());
        signIn.totp(person.code());
        return signIn.token();
    }

    SignIn opened(Person person) {
        return SignIn.open(door, organisation.id(), portal.id(), person.userPrincipalName());
    }

    /** His token of home against one for this tenant. */
    Answer exchange(String homeToken, Organisation entered) {
        return new Tokens(door).ofTechnician(entered.id(), homeToken, portal.id(), portal.secret());
    }

    /** The token, as soon as the issuer has heard why he gets one. */
    String tokenFor(Organisation entered, String homeToken) {
        return Tokens.token(Eventually.get(
                () -> exchange(homeToken, entered),
                "a token for " + entered.name(),
                answer -> answer.status() == 200,
                WITHIN));
    }

    /** No token, and by which rule. */
    Answer refused(Organisation entered, String homeToken, String rule, int code) {
        Answer answer = Eventually.get(
                () -> exchange(homeToken, entered),
                "refused by " + rule,
                each -> each.rule().equals(rule),
                WITHIN);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).hasValue(code);
        return answer;
    }

    /** Sign-ins of a week are imported; at their end a spray finds this person's password. */
    void sprayed(Person victim) throws IOException {
        List<String> names = Stream.concat(
                        Stream.of(victim.userPrincipalName()),
                        IntStream.range(1, NAMES).mapToObj(each -> "colleague" + each + "@" + organisation.domain()))
                .toList();
        var plan = new StreamPlan(
                20_260_101,
                names,
                Map.of(victim.userPrincipalName(), victim.id()),
                victim.userPrincipalName(),
                1,
                SPRAYED,
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
        Path file = installation.files("streams").resolve(organisation.domain() + ".ndjson");
        SignInStream.write(plan, file);
        Answer imported = door.upload(organisation.token(), "/v1/signIns/import", "application/x-ndjson", file);
        assertThat(imported.status()).as(imported.text()).isEqualTo(200);
        Answer risk = door.get(organisation.token(), "/v1.0/identityProtection/riskyUsers/" + victim.id());
        assertThat(risk.text("/riskLevel")).as(risk.text()).isEqualTo("high");
    }
}
