package io.homeward.gateway.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.feed.FeedJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the services behind the gateway know, and calls to its doors. Whatever is written arrives through the feeds, so wait for it. */
public final class Suite {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Suite() {}

    public static TenantId tenant(String name) {
        var id = new TenantId(UUID.randomUUID());
        write(TenantRules.none(id, name));
        return id;
    }

    public static void write(TenantRules rules) {
        put("tenant-service", "rules", rules.tenant(), rules.tenant(), rules);
        steer("remediation-service", "PUT", "keys/" + rules.tenant(), Tokens.KEYS);
    }

    /** Somebody with an account that is in order, MFA registered, in these groups. */
    public static PersonId person(TenantId home, GroupId... groups) {
        var id = new PersonId(UUID.randomUUID());
        person(home, id, true, Set.of(), groups);
        capability(home, id, Fixtures.totp(0));
        return id;
    }

    public static void person(TenantId home, PersonId id, boolean enabled, Set<RoleId> roles, GroupId... groups) {
        account(home, id, enabled, Map.of("roles", roles, "groups", Arrays.asList(groups), "userType", "Member"));
    }

    /** Somebody whose account came after others of the same tenant. */
    public static void heir(TenantId home, PersonId id, List<PersonId> predecessors, GroupId... groups) {
        account(
                home,
                id,
                true,
                Map.of("groups", Arrays.asList(groups), "userType", "Member", "predecessors", predecessors));
    }

    /** The account that an invitation of somebody at home elsewhere made. */
    public static PersonId invitation(
            TenantId inviting, TenantId home, PersonId person, PersonId account, String state, RoleId... roles) {
        var guest = Map.of("homeTenant", home, "homePerson", person, "state", state);
        account(inviting, account, true, Map.of("roles", List.of(roles), "userType", "Guest", "guest", guest));
        return account;
    }

    private static void account(TenantId tenant, PersonId id, boolean enabled, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("id", id);
        body.put("tenant", tenant);
        body.put("userPrincipalName", "somebody@example.test");
        body.put("accountEnabled", enabled);
        body.put("deleted", false);
        put("tenant-service", "people", tenant, id, body);
    }

    /** By two administrators, from a moment ago on, for an hour. */
    public static WaiverId waiver(TenantId home, PersonId person, long riskEpoch, WaiverId id, boolean revoked) {
        Instant from = Instant.now().minusSeconds(60);
        put(
                "tenant-service",
                "waivers",
                home,
                id,
                Map.of(
                        "id", id,
                        "home", home,
                        "person", person,
                        "riskEpoch", riskEpoch,
                        "grantedBy", List.of(new PersonId(UUID.randomUUID()), new PersonId(UUID.randomUUID())),
                        "reason", "a surgery is waiting",
                        "from", from,
                        "until", from.plusSeconds(3600),
                        "revoked", revoked));
        return id;
    }

    public static void capability(TenantId home, PersonId id, Capability capability) {
        put(
                "remediation-service",
                "capabilities",
                home,
                id,
                Map.of("tenant", home, "person", id, "capability", capability));
    }

    public static void risk(TenantId home, PersonId id, UserRisk risk) {
        put("risk-service", "standings", home, id, Map.of("tenant", home, "person", id, "risk", risk));
    }

    /** The partner's group gets these roles in the customer's tenant. */
    public static void relationship(
            String id, TenantId partner, TenantId customer, String status, GroupId group, RoleId... roles) {
        relationship(id, partner, customer, status, List.of(roles), group, List.of(roles));
    }

    /** The customer granted some roles, and the partner assigned some to a group. */
    public static void relationship(
            String id,
            TenantId partner,
            TenantId customer,
            String status,
            List<RoleId> granted,
            GroupId group,
            List<RoleId> assigned) {
        relationship(
                id,
                partner,
                customer,
                Map.of(
                        "status", status,
                        "roles", granted,
                        "assignments", List.of(Map.of("group", group, "roles", assigned))));
    }

    /** Active, unless it is said otherwise. */
    public static void relationship(String id, TenantId partner, TenantId customer, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>();
        body.put("id", id);
        body.put("partner", partner);
        body.put("customer", customer);
        body.put("status", "active");
        body.put("endsAt", "2099-01-01T00:00:00Z");
        body.put("version", 1);
        body.putAll(more);
        put("tenant-service", "relationships", partner, id, body);
    }

    public static ApplicationId application(TenantId tenant, String... permissions) {
        var id = new ApplicationId(UUID.randomUUID());
        application(tenant, id, true, List.of(permissions), null);
        return id;
    }

    /** An application that the apps door serves under a name. */
    public static ApplicationId served(TenantId tenant, String name, String uri) {
        var id = new ApplicationId(UUID.randomUUID());
        application(tenant, id, true, List.of(), Map.of("name", name, "uri", uri));
        return id;
    }

    public static void application(
            TenantId tenant,
            ApplicationId id,
            boolean enabled,
            List<String> permissions,
            Map<String, String> upstream) {
        var body = FeedJson.mapper().createObjectNode();
        body.put("id", id.toString()).put("tenant", tenant.toString()).put("enabled", enabled);
        body.set("permissions", FeedJson.mapper().valueToTree(permissions));
        body.set("upstream", FeedJson.mapper().valueToTree(upstream));
        put("tenant-service", "applications", tenant, id, body);
    }

    /** As if the service could not serve this feed any more. */
    public static void stop(String service, String feed) {
        steer(service, "POST", "stop/" + feed, "");
    }

    public static void resume(String service, String feed) {
        steer(service, "POST", "resume/" + feed, "");
    }

    public static int keysAsked() {
        return Integer.parseInt(steer("remediation-service", "GET", "keys", ""));
    }

    public static void forget(TenantId tenant) {
        steer("tenant-service", "DELETE", "feeds/rules/" + tenant + "/" + tenant, "");
    }

    private static void put(String service, String feed, TenantId tenant, Object key, Object body) {
        try {
            steer(
                    service,
                    "PUT",
                    "feeds/" + feed + "/" + tenant + "/" + key,
                    FeedJson.mapper().writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What the gateway has told risk-service of its decisions, a JSON object a line. */
    public static String toldDecisions() {
        return steer("risk-service", "GET", "decisions", "");
    }

    /** From now on risk-service takes no decisions, or does again. */
    public static void takesDecisions(boolean takes) {
        steer("risk-service", "POST", takes ? "back" : "away", "");
    }

    private static String steer(String service, String method, String path, String body) {
        String base = ConfigProvider.getConfig().getValue("homeward." + service + ".url", String.class);
        var answer = send(HttpRequest.newBuilder(URI.create(base + "/steer/" + path))
                .method(method, BodyPublishers.ofString(body, UTF_8)));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode());
        }
        return answer.body();
    }

    /** Sends what was built, as it is. */
    public static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** GET with a token. */
    public static HttpResponse<String> get(int port, String path, String token) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token));
    }

    /** POST of a JSON text with a token. */
    public static HttpResponse<String> post(int port, String path, String token, String json) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json, UTF_8)));
    }

    /** Calls until the answer is as wanted, since feeds take a moment; the last answer in any case. */
    public static <T> T eventually(java.util.function.Supplier<T> call, Predicate<T> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T answer = call.get();
        while (!wanted.test(answer) && System.nanoTime() < end) {
            answer = call.get();
        }
        return answer;
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return FeedJson.mapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(answer.statusCode() + " " + answer.body(), e);
        }
    }
}
