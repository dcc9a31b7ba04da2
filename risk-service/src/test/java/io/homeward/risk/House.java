package io.homeward.risk;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.risk.event.Feeds;
import io.homeward.risk.standing.Standings;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.testsupport.Callers;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A tenant for one test, with what the other services would say of it. */
@Singleton
public class House {
    private final Feeds feeds;
    private final TenantDatabase database;
    private final Standings standings;

    House(Feeds feeds, TenantDatabase database, Standings standings) {
        this.feeds = feeds;
        this.database = database;
        this.standings = standings;
    }

    public TenantId tenant() {
        return new TenantId(UUID.randomUUID());
    }

    /** A person of the tenant, known here when this returns. */
    public PersonId person(TenantId tenant, String name, DirectoryRole... roles) {
        return person(tenant, name, Set.of(), roles);
    }

    public PersonId person(TenantId tenant, String name, Set<GroupId> groups, DirectoryRole... roles) {
        var id = new PersonId(UUID.randomUUID());
        publish("people", tenant, id.toString(), body(tenant, id, name, groups, roles));
        return id;
    }

    /** A person made this moment: nobody has waited until he is known here. */
    public PersonId newcomer(TenantId tenant, String name) {
        var id = new PersonId(UUID.randomUUID());
        PublishedFeeds.publish("people", tenant.value(), id.toString(), body(tenant, id, name, Set.of()));
        return id;
    }

    private static JsonNode body(
            TenantId tenant, PersonId id, String name, Set<GroupId> groups, DirectoryRole... roles) {
        var body = FeedJson.mapper().createObjectNode();
        body.put("id", id.toString())
                .put("tenant", tenant.toString())
                .put("userPrincipalName", name)
                .put("displayName", "Person " + name)
                .put("accountEnabled", true)
                .put("deleted", false)
                .put("userType", "Member");
        body.putArray("groups")
                .addAll(groups.stream()
                        .map(group -> body.textNode(group.toString()))
                        .toList());
        var ids = body.putArray("roles");
        for (DirectoryRole role : roles) {
            ids.add(role.id().toString());
        }
        return body;
    }

    /** A rule that offers a secure password change to everybody at medium risk or higher. */
    public void offersPasswordChange(TenantId tenant) {
        var policy = new Policy(
                new PolicyId(UUID.randomUUID()),
                "Change the password at risk",
                Policy.State.ENABLED,
                People.EVERYONE,
                Conditions.userRisk(RiskLevel.MEDIUM, RiskLevel.HIGH),
                Grant.MFA_AND_PASSWORD_CHANGE);
        rules(TenantRules.none(tenant, "Test").withPolicies(List.of(policy)));
    }

    public void rules(TenantRules rules) {
        publish(
                "rules",
                rules.tenant(),
                rules.tenant().toString(),
                FeedJson.mapper().valueToTree(rules));
    }

    public void publish(String feed, TenantId tenant, String key, JsonNode body) {
        PublishedFeeds.publish(feed, tenant.value(), key, body);
        if (!feeds.awaitFresh(new FeedName(feed), Duration.ofSeconds(10))) {
            throw new IllegalStateException("The feed " + feed + " was not applied in time");
        }
    }

    /** A remediation as remediation-service publishes it; applied when this returns. */
    public UUID remediated(
            TenantId tenant, PersonId person, String kind, Instant at, String signIn, List<String> listed) {
        UUID id = UUID.randomUUID();
        publish("remediations", tenant, id.toString(), remediation(id, tenant, person, kind, at, signIn, listed));
        return id;
    }

    public static JsonNode remediation(
            UUID id, TenantId tenant, PersonId person, String kind, Instant at, String signIn, List<String> listed) {
        var body = FeedJson.mapper().createObjectNode();
        body.put("id", id.toString())
                .put("tenant", tenant.toString())
                .put("person", person.toString())
                .put("kind", kind)
                .put("signInId", signIn)
                .put("at", at.toString())
                .put("by", person.toString());
        if (listed == null) {
            body.putNull("detections");
        } else {
            listed.forEach(body.putArray("detections")::add);
        }
        return body;
    }

    public UserRisk risk(TenantId tenant, PersonId person) {
        return database.in(tenant, handle -> standings.of(handle, tenant, person));
    }

    public List<String> history(TenantId tenant, PersonId person) {
        return database.in(tenant, handle -> handle.createQuery(
                        "select state || ' ' || detail || ' ' || risk_epoch from user_risk_history where person_id = :person order by nth")
                .bind("person", person.value())
                .mapTo(String.class)
                .list());
    }

    public long outboxed(TenantId tenant, PersonId person) {
        return database.in(tenant, handle -> handle.createQuery("select count(id) from outbox")
                .mapTo(Long.class)
                .one());
    }

    public TenantDatabase database() {
        return database;
    }

    public static RequestSpecification as(Caller caller) {
        return given().auth().oauth2(Callers.token("risk-service", caller)).contentType("application/json");
    }

    public static Caller sender(TenantId tenant) {
        return Callers.application(tenant, "IdentityRiskEvent.ReadWrite.All");
    }

    public static Caller reader(TenantId tenant) {
        return Callers.application(tenant, "IdentityRiskEvent.Read.All", "IdentityRiskyUser.Read.All");
    }

    public static Caller administrator(TenantId tenant) {
        return Callers.member(
                tenant,
                new PersonId(UUID.randomUUID()),
                DirectoryRole.GLOBAL_ADMINISTRATOR.id().toString());
    }
}
