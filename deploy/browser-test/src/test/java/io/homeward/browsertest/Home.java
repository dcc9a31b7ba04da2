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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An organisation whose people sign in to its reading room. */
final class Home {
    private static final Duration WITHIN = Duration.ofSeconds(15);

    private final Running site;
    private final PublicDoor door;
    private final Organisation organisation;
    private final Administration administration;
    private final String readingRoom;
    private boolean known;

    private Home(Running site, Organisation organisation) {
        this.site = site;
        this.door = site.installation().door();
        this.organisation = organisation;
        this.administration = new Administration(door, organisation);
        ObjectNode application = Json.object().put("displayName", "Reading room");
        application
                .putObject("web")
                .putArray("redirectUris")
                .add(site.application().callback());
        this.readingRoom = made("/v1.0/applications", application).text("/appId");
    }

    static Home found(Running site, String name) {
        return new Home(site, site.installation().organisation(name));
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

    /** The token of a new administrator, who has just proven who he is. */
    String administrator(String name) {
        Person person = administration.person(name, "administrator");
        administration.appoint(person, Roles.GLOBAL_ADMINISTRATOR);
        administration.await(person);
        return enrolled(person);
    }

    private String enrolled(Person person) {
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
        done(door.send("PATCH", organisation.token(), "/v1.0/users/" + person.id(), Map.of(), Optional.of(change)));
        person.remember(password);
    }

    /** A pass that an administrator has made for him. */
    String accessPass(Person person) {
        String path = "/v1.0/users/" + person.id() + "/authentication/temporaryAccessPassMethods";
        return made(path, Json.object().put("isUsableOnce", true)).text("/temporaryAccessPass");
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

    private Answer made(String path, ObjectNode body) {
        return done(door.post(organisation.token(), path, body));
    }

    private static Answer done(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new NotAsExpected("2xx", answer);
        }
        return answer;
    }
}
