package io.homeward.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.local.door.Answer;
import io.homeward.local.door.Eventually;
import io.homeward.local.door.Json;
import io.homeward.local.door.NotAsExpected;
import io.homeward.local.door.PublicDoor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What an administrator of one organisation does through the public door: people, groups, roles, rules, applications. */
public final class Administration {
    private static final String POLICIES = "/v1.0/identity/conditionalAccess/policies";
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(15);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PublicDoor door;
    private final Organisation organisation;

    public Administration(PublicDoor door, Organisation organisation) {
        this.door = door;
        this.organisation = organisation;
    }

    /** A person who may sign in with a password of his own. */
    public Person person(String name, String role) {
        String password = newPassword();
        String firstName = name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT);
        String userPrincipalName = firstName + "@" + organisation.domain();
        ObjectNode user = user(name, firstName, userPrincipalName);
        user.putObject("passwordProfile").put("password", password).put("forceChangePasswordNextSignIn", false);
        String id = made("/v1.0/users", user).path("id").asText();
        var person = new Person(id, name, userPrincipalName, role, password);
        organisation.has(person);
        return person;
    }

    /** Somebody of whom there is nothing but an entry in the directory. Returns the id. */
    String colleague(String nickname, String userPrincipalName) {
        return made("/v1.0/users", user(nickname, nickname, userPrincipalName))
                .path("id")
                .asText();
    }

    private static ObjectNode user(String name, String nickname, String userPrincipalName) {
        return Json.object()
                .put("accountEnabled", true)
                .put("displayName", name)
                .put("mailNickname", nickname)
                .put("userPrincipalName", userPrincipalName);
    }

    public void appoint(Person person, String role) {
        made(
                "/v1.0/roleManagement/directory/roleAssignments",
                Json.object()
                        .put("roleDefinitionId", role)
                        .put("principalId", person.id())
                        .put("directoryScopeId", "/"));
    }

    /** Returns the id of a new security group with these members. */
    public String group(String name, List<Person> members) {
        ObjectNode group = Json.object()
                .put("displayName", name)
                .put("mailNickname", name.toLowerCase(Locale.ROOT).replace(' ', '-'))
                .put("mailEnabled", false)
                .put("securityEnabled", true);
        String id = made("/v1.0/groups", group).path("id").asText();
        for (Person member : members) {
            String reference = door.edge() + "/v1.0/directoryObjects/" + member.id();
            done(door.post(
                    organisation.token(),
                    "/v1.0/groups/" + id + "/members/$ref",
                    Json.object().put("@odata.id", reference)));
        }
        return id;
    }

    /** "Who is at high risk proves himself and takes a new password." */
    public void userRiskPolicy() {
        made(
                POLICIES,
                policy(
                        "High user risk: MFA and a new password",
                        "userRiskLevels",
                        List.of("high"),
                        "mfa",
                        "passwordChange"));
    }

    /**
     * "A risky sign-in proves itself", for everybody but one group: technicians pass MFA in every session that goes abroad anyway
     * (D23), and with this rule too their way out would be D5 instead of D3.
     */
    void signInRiskPolicy(String exceptGroup) {
        ObjectNode policy = policy("Risky sign-in: MFA", "signInRiskLevels", List.of("medium", "high"), "mfa");
        policy.withObject("/conditions/users").putArray("excludeGroups").add(exceptGroup);
        made(POLICIES, policy);
    }

    /** "Everybody proves himself, always", which is about no risk. */
    public void mfaPolicy() {
        ObjectNode policy = policy("Everybody: MFA", "signInRiskLevels", List.of(), "mfa");
        made(POLICIES, policy);
    }

    private static ObjectNode policy(String name, String condition, List<String> levels, String... controls) {
        ObjectNode policy = Json.object().put("displayName", name).put("state", "enabled");
        ObjectNode conditions = policy.putObject("conditions");
        levels.forEach(conditions.putArray(condition)::add);
        conditions.putArray("clientAppTypes").add("all");
        conditions.putObject("applications").putArray("includeApplications").add("All");
        conditions.putObject("users").putArray("includeUsers").add("All");
        ObjectNode grant = policy.putObject("grantControls").put("operator", "AND");
        var builtIn = grant.putArray("builtInControls");
        for (String control : controls) {
            builtIn.add(control);
        }
        return policy;
    }

    /** Everybody registers a second factor, within the grace. */
    public void registrationPolicy() {
        ObjectNode policy = Json.object().put("enabled", true);
        policy.putArray("includeUsers").add("All");
        done(door.put(organisation.token(), "/v1/registrationPolicy", policy));
    }

    /** An application that people sign in to and that exchanges their tokens. */
    public Client portal(String name) {
        String appId = application(Json.object().put("displayName", name))
                .path("appId")
                .asText();
        return portal(name, appId);
    }

    private Client portal(String name, String appId) {
        var client = new Client(appId, secret(appId), name, List.of());
        organisation.has(client);
        return client;
    }

    /** An application of this organisation behind the apps door. */
    public void behindTheAppsDoor(String name, String path, String uri) {
        ObjectNode application = Json.object().put("displayName", name);
        application.putObject("homewardUpstream").put("name", path).put("uri", uri);
        application(application);
    }

    private JsonNode application(ObjectNode application) {
        return made("/v1.0/applications", application);
    }

    private String secret(String appId) {
        String path = "/v1.0/applications/" + appId + "/addPassword";
        return done(door.post(organisation.token(), path, Json.object())).text("/secretText");
    }

    /** Waits until this person's password is known where he signs in. */
    public void await(Person person) {
        String path = "/v1.0/users/" + person.id() + "/authentication/methods";
        Eventually.get(
                () -> door.get(organisation.token(), path),
                "a password among the methods of " + person.userPrincipalName(),
                answer -> answer.status() == 200 && answer.text().contains("passwordAuthenticationMethod"),
                KNOWN_WITHIN);
    }

    /** Waits until the door knows this organisation's administration client. */
    public void await() {
        Eventually.get(
                () -> door.get(organisation.token(), "/v1.0/users?$top=1"),
                "the administration client of " + organisation.name() + " let in",
                answer -> answer.status() == 200,
                KNOWN_WITHIN);
    }

    private JsonNode made(String path, ObjectNode body) {
        return done(door.post(organisation.token(), path, body)).body();
    }

    static Answer done(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new NotAsExpected("2xx", answer);
        }
        return answer;
    }

    static String newPassword() {
        byte[] bytes = new byte[15];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
