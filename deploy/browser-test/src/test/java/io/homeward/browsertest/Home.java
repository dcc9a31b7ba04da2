package io.homeward.browsertest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.browsertest.Site.Running;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Authenticator;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import io.homeward.local.door.NotAsExpected;
import io.homeward.local.door.PublicDoor;
import io.homeward.local.door.SignIn;
import io.homeward.local.sample.Administration;
import io.homeward.local.sample.Organisation;
import io.homeward.local.sample.Person;
import io.homeward.local.sample.Roles;
import io.homeward.local.stream.SignInStream;
import io.homeward.local.stream.StreamPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An organisation whose people sign in to its reading room. */
final class Home {
    private static final Duration WITHIN = Duration.ofSeconds(15);
    private static final int NAMES = 40;
    private static final int SPRAYED = 30;

    private final Running site;
    private final PublicDoor door;
    private final Organisation organisation;
    private final Administration administration;
    private final String readingRoom;
    private boolean known;

    private Home(Running site, Organisation organisation, String applicationName) {
        this.site = site;
        this.door = site.installation().door();
        this.organisation = organisation;
        this.administration = new Administration(door, organisation);
        ObjectNode application = Json.object().put("displayName", applicationName);
        application
                .putObject("web")
                .putArray("redirectUris")
                .add(site.application().callback());
        this.readingRoom = made("/v1.0/applications", application).text("/appId");
    }

    static Home found(Running site, String name) {
        return new Home(site, site.installation().organisation(name), "Reading room");
    }

    /**
     * One of whose name nothing is known but that people can read it.
     *
     * @param domain the beginning of its domain
     */
    static Home named(Running site, String name, String domain, String applicationName) {
        return new Home(site, site.installation().organisation(name, domain), applicationName);
    }

    Organisation organisation() {
        return organisation;
    }

    Administration administration() {
        return administration;
    }

    /** Everybody registers, with fourteen days of grace. */
    Home asksToRegister() {
        administration.registrationPolicy();
        return this;
    }

    /** What happens to a sign-in that looks risky. */
    Home answersRiskySignIns(String... controls) {
        return policy("signInRiskLevels", List.of("medium", "high"), controls);
    }

    /** What happens to somebody whose account may be somebody else's. */
    Home answersRiskyPeople(String... controls) {
        return policy("userRiskLevels", List.of("high"), controls);
    }

    /** What happens to whoever comes, be he at risk or not. */
    Home answersEverybody(String... controls) {
        return policy("userRiskLevels", List.of("none", "low", "medium", "high"), controls);
    }

    /** Nobody signs in for a device. */
    Home refusesDevices() {
        ObjectNode policy = Json.object().put("displayName", "No devices").put("state", "enabled");
        ObjectNode conditions = policy.putObject("conditions");
        conditions.putArray("clientAppTypes").add("all");
        conditions.putObject("applications").putArray("includeApplications").add("All");
        conditions.putObject("users").putArray("includeUsers").add("All");
        conditions.putObject("authenticationFlows").put("transferMethods", "deviceCodeFlow");
        policy.putObject("grantControls")
                .put("operator", "OR")
                .putArray("builtInControls")
                .add("block");
        made("/v1.0/identity/conditionalAccess/policies", policy);
        return this;
    }

    private Home policy(String condition, List<String> levels, String... controls) {
        ObjectNode policy = Json.object()
                .put("displayName", condition + ": " + String.join(", ", controls))
                .put("state", "enabled");
        ObjectNode conditions = policy.putObject("conditions");
        levels.forEach(conditions.putArray(condition)::add);
        conditions.putArray("clientAppTypes").add("all");
        conditions.putObject("applications").putArray("includeApplications").add("All");
        conditions.putObject("users").putArray("includeUsers").add("All");
        ArrayNode builtIn =
                policy.putObject("grantControls").put("operator", "AND").putArray("builtInControls");
        List.of(controls).forEach(builtIn::add);
        made("/v1.0/identity/conditionalAccess/policies", policy);
        return this;
    }

    Person person(String name) {
        Person person = administration.person(name, "member");
        administration.await(person);
        return person;
    }

    /** Somebody who has an authenticator already. */
    Person protectedPerson(String name) {
        Person person = person(name);
        enrolled(person);
        return person;
    }

    /** Gives him a mail box, and an authenticator; that he is told of it shows that the mail box is known where letters are written. */
    String reachable(Person person) {
        changed("/v1.0/users/" + person.id(), Json.object().put("mail", mailOf(person)));
        String token = enrolled(person);
        Letters.await(site, mailOf(person), "A way to sign in was added");
        return token;
    }

    static String mailOf(Person person) {
        return "post." + person.userPrincipalName();
    }

    void disables(Person person) {
        changed("/v1.0/users/" + person.id(), Json.object().put("accountEnabled", false));
    }

    void callsHim(Person person, String name) {
        changed("/v1.0/users/" + person.id(), Json.object().put("displayName", name));
    }

    /** The token of a new administrator, who has just proven who he is. */
    String administrator(String name) {
        Person person = administration.person(name, "administrator");
        administration.appoint(person, Roles.GLOBAL_ADMINISTRATOR);
        administration.await(person);
        return enrolled(person);
    }

    /** He registers an authenticator. Returns the token of that sign-in. */
    String enrolled(Person person) {
        awaitReadingRoom();
        SignIn signIn = SignIn.open(door, organisation.id(), readingRoom, person.userPrincipalName());
        signIn.password(person.password());
        String seed = signIn.startTotpRegistration().text("/details/totp/secret");
        person.carry(new Authenticator(seed, Clock.systemUTC()));
        signIn.confirmTotp(person.code());
        if (!signIn.state().equals("signed-in")) {
            throw new NotAsExpected("registered", signIn.last());
        }
        return signIn.token();
    }

    /** Resets his password: what an administrator may see of it is good once. */
    void givesTemporaryPassword(Person person, String password) {
        ObjectNode change = Json.object();
        change.putObject("passwordProfile").put("password", password).put("forceChangePasswordNextSignIn", true);
        changed("/v1.0/users/" + person.id(), change);
        person.remember(password);
    }

    /** A pass that an administrator has made for him. */
    String accessPass(Person person) {
        String path = "/v1.0/users/" + person.id() + "/authentication/temporaryAccessPassMethods";
        return made(path, Json.object().put("isUsableOnce", true)).text("/temporaryAccessPass");
    }

    /** Sign-ins of a week are imported; at their end a spray finds his password. */
    void sprayed(Person victim) {
        String name = victim.userPrincipalName();
        List<String> names = Stream.concat(
                        Stream.of(name),
                        IntStream.range(1, NAMES).mapToObj(each -> "colleague" + each + "@" + organisation.domain()))
                .toList();
        var end = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        var plan = new StreamPlan(20_260_101, names, Map.of(name, victim.id()), name, 1, SPRAYED, end);
        try {
            Path file = site.installation().files("streams").resolve(organisation.domain() + ".ndjson");
            SignInStream.write(plan, file);
            done(door.upload(organisation.token(), "/v1/signIns/import", "application/x-ndjson", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An administrator says that this person's account is somebody else's. */
    void compromised(Person person) {
        compromised(organisation.token(), person);
    }

    /** @param token an administrator's own, where an application may not say so */
    void compromised(String token, Person person) {
        ObjectNode body = Json.object();
        body.putArray("userIds").add(person.id());
        done(door.post(token, "/v1.0/identityProtection/riskyUsers/confirmCompromised", body));
        Eventually.get(
                () -> door.get(organisation.token(), "/v1.0/identityProtection/riskyUsers/" + person.id()),
                "high risk",
                answer -> answer.text("/riskLevel").equals("high"),
                WITHIN);
    }

    /** Where the reading room sends whoever opens it. */
    String authorize(String more) {
        return "%s/%s/oauth2/v2.0/authorize?client_id=%s&redirect_uri=%s&response_type=code&scope=openid&state=s&nonce=n&code_challenge=%s&code_challenge_method=S256%s"
                .formatted(
                        door.edge(),
                        organisation.id(),
                        readingRoom,
                        site.application().callback(),
                        "a".repeat(43),
                        more);
    }

    /** What was registered is known to the pages a moment later. */
    void awaitReadingRoom() {
        if (known) {
            return;
        }
        String path = authorize("").substring(door.edge().toString().length());
        Eventually.get(() -> door.get(null, path), "the reading room known", each -> each.status() == 303, WITHIN);
        known = true;
    }

    /** One of its pages. */
    String page(String path) {
        return door.edge() + "/" + organisation.id() + "/" + path;
    }

    /** Where somebody begins who is new and has no password: what this administrator hands him. */
    String newcomer(String administrator, String nickname) {
        ObjectNode user = Json.object()
                .put("accountEnabled", true)
                .put("displayName", nickname)
                .put("mailNickname", nickname)
                .put("userPrincipalName", nickname + "@" + organisation.domain());
        String id = made("/v1.0/users", user).text("/id");
        return done(door.post(administrator, "/v1/users/" + id + "/enrolment", Json.object()))
                .text("/link");
    }

    void changed(String path, ObjectNode change) {
        done(door.send("PATCH", organisation.token(), path, Map.of(), Optional.of(change)));
    }

    Answer made(String path, ObjectNode body) {
        return done(door.post(organisation.token(), path, body));
    }

    private static Answer done(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new NotAsExpected("2xx", answer);
        }
        return answer;
    }
}
