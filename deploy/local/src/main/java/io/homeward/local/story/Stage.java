package io.homeward.local.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Authenticator;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.door.SignIn;
import io.homeward.local.door.Tokens;
import io.homeward.local.sample.Client;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Person;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** What the chapters have in common: the door, the transcript, and the things people do again and again. */
final class Stage {
    private static final String PEOPLE = "/v1.0/users?$top=3";

    private final PublicDoor door;
    private final Tokens tokens;
    private final Transcript transcript;
    private final InstantSource clock;

    Stage(PublicDoor door, Transcript transcript, InstantSource clock) {
        this.door = door;
        this.tokens = new Tokens(door);
        this.transcript = transcript;
        this.clock = clock;
    }

    PublicDoor door() {
        return door;
    }

    Transcript transcript() {
        return transcript;
    }

    InstantSource clock() {
        return clock;
    }

    /** He signs in with his password, is asked to register within the grace, and does. Returns his token. */
    String enrol(Organisation home, Person person) {
        SignIn signIn = begin(home, person);
        tell(
                person,
                "signs in at " + home.name(),
                signIn.password(person.password()),
                Expectation.state("more-information-required"),
                Expectation.rule("H2"),
                Expectation.code(50079),
                Expectation.text("/details/skipAllowed", "true"));
        String seed = signIn.startTotpRegistration().text("/details/totp/secret");
        person.carry(new Authenticator(seed, clock));
        tell(person, "registers an authenticator", signIn.confirmTotp(person.code()), Expectation.state("signed-in"));
        return signIn.token();
    }

    /** A sign-in that has asked for the password. */
    SignIn begin(Organisation home, Person person) {
        return SignIn.open(door, home.id(), portal(home).id(), person.userPrincipalName());
    }

    /** His token of home against one for the customer's tenant. */
    Answer exchange(Organisation home, String homeToken, Organisation customer) {
        Client portal = portal(home);
        return tokens.ofTechnician(customer.id(), homeToken, portal.id(), portal.secret());
    }

    /**
     * The token for the customer, and one call with it that is let in.
     *
     * @param rule D2, or D9 where he was released not long ago
     */
    String enter(Organisation home, Person person, String homeToken, Organisation customer, String rule) {
        String token = Tokens.token(exchange(home, homeToken, customer));
        tell(person, "calls " + customer.name(), people(token), Expectation.status(200), Expectation.rule(rule));
        return token;
    }

    /** The call that a technician makes in a customer's tenant, and a member in his own. */
    Answer people(String token) {
        return door.get(token, PEOPLE);
    }

    Answer riskOf(Organisation home, Person person) {
        return door.get(home.token(), "/v1.0/identityProtection/riskyUsers/" + person.id());
    }

    Answer dismiss(String token, Person person) {
        ObjectNode body = Json.object();
        body.putArray("userIds").add(person.id());
        return door.post(token, "/v1.0/identityProtection/riskyUsers/dismiss", body);
    }

    Answer tell(Person person, String call, Answer answer, Expectation... expected) {
        return transcript.step(person.displayName(), call, answer, expected);
    }

    Answer tell(Organisation organisation, String call, Answer answer, Expectation... expected) {
        return transcript.step(organisation.name(), call, answer, expected);
    }

    /**
     * Asks until the door answers with this rule, and tells how long that took from now on.
     *
     * @param bound how long it may take
     * @param rules any of them
     */
    Answer within(Duration bound, String who, String what, Supplier<Answer> ask, String... rules) {
        long begin = System.nanoTime();
        Expectation expected = Expectation.rule(rules);
        Answer answer = Eventually.get(ask, expected.words(), expected.holds(), bound.multipliedBy(3));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        String outcome = "%s after %d ms".formatted(answer.rule(), took.toMillis());
        transcript.told(who, what, outcome, took, took.compareTo(bound) <= 0);
        return answer;
    }

    /** What every refusal of an at-risk technician says to him and to machines. */
    Expectation[] notice(Organisation home, String rule, String whoCanAct, String kind) {
        return List.of(
                        Expectation.status(403),
                        Expectation.rule(rule),
                        Expectation.code(530034),
                        Expectation.text("/standing/blocked", "true"),
                        Expectation.text("/standing/homeTenant/id", home.id()),
                        Expectation.text("/standing/homeTenant/name", home.name()),
                        Expectation.text("/standing/whoCanAct", whoCanAct),
                        Expectation.text("/standing/remediation/kind", kind))
                .toArray(Expectation[]::new);
    }

    private static Client portal(Organisation home) {
        return home.portal().orElseThrow(() -> new IllegalStateException(home.name() + " has no portal"));
    }
}
