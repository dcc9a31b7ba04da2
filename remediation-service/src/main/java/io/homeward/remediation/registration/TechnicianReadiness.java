package io.homeward.remediation.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Relationship;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.review.HomePosture;
import io.homeward.accessrules.review.Readiness.Remedy;
import io.homeward.accessrules.review.Readiness.Strike;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.HomeRoute.Obstacle;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Property;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Relationships;
import io.homeward.remediation.directory.Rules;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Of the tenant's own people whom a relationship that runs lets into customers: who could let himself back in were he at high risk now, and
 * who could not and why. It is about rules and registration alone; whether anybody is at risk is not in it.
 */
@Singleton
class TechnicianReadiness {
    private static final GraphEnum RULES = GraphEnum.of("rule", "D3", "D4", "D5", "D6", "D7", "D8", "D18");

    static final GraphSet PEOPLE = GraphSet.of(
            "technicianReadiness/people",
            GraphType.of(
                    "technicianReadiness",
                    Property.guid("id", "d.person_id"),
                    Property.caselessText("userPrincipalName", "d.user_principal_name")
                            .neverNull()
                            .lowered("d.user_principal_name_lower"),
                    Property.caselessText("displayName", "d.display_name")
                            .neverNull()
                            .lowered("d.display_name_lower"),
                    Property.enumeration("unusualSignIn/rule", "d.abroad_if_unusual_sign_in", RULES),
                    Property.enumeration("leakedPassword/rule", "d.abroad_if_leaked_password", RULES),
                    Property.shown("unusualSignIn"),
                    Property.shown("leakedPassword"),
                    Property.shown("customers")),
            100,
            200);

    private static final Listing<PersonId> ASSIGNED = new Listing<>(
            "d.person_id",
            "registration_detail d",
            "d.tenant_id = :tenant and d.abroad_if_unusual_sign_in is not null",
            row -> new PersonId(row.getObject("person_id", UUID.class)));

    private final TenantDatabase database;
    private final WeighRegistrations weigh;
    private final Rules rules;
    private final People people;
    private final Relationships relationships;
    private final Capabilities capabilities;

    TechnicianReadiness(
            TenantDatabase database,
            WeighRegistrations weigh,
            Rules rules,
            People people,
            Relationships relationships,
            Capabilities capabilities) {
        this.database = database;
        this.weigh = weigh;
        this.rules = rules;
        this.people = people;
        this.relationships = relationships;
        this.capabilities = capabilities;
    }

    /**
     * @param rule D3, D4 or D5: he can; D6, D7 or D8: only an administrator of his home can; D18: he is not let in even today
     * @param way as in a home posture
     * @param obstacles why not, where the policies offer it
     */
    record Answer(boolean alone, String rule, String way, List<String> obstacles) {
        static Answer of(Remedy remedy) {
            return new Answer(
                    remedy.alone(),
                    remedy.rule().name(),
                    HomePosture.way(remedy.route()).wireName(),
                    remedy.obstacles().stream()
                            .sorted()
                            .map(TechnicianReadiness::wireName)
                            .toList());
        }
    }

    /** @param customers how many tenants he is let into by relationships that run */
    @JsonInclude
    record Technician(
            UUID id,
            String userPrincipalName,
            String displayName,
            long customers,
            Answer unusualSignIn,
            Answer leakedPassword) {}

    record Counted(long people, SortedMap<String, Long> byRule) {}

    record Summary(Instant asOf, long technicians, Counted unusualSignIn, Counted leakedPassword) {}

    GraphPage<Technician> page(TenantId tenant, GraphQuery query, Instant now) {
        weigh.of(tenant, now);
        return database.in(tenant, handle -> {
            GraphPage<PersonId> page = ASSIGNED.page(handle, query, sql -> sql.bind("tenant", tenant.value()));
            Map<PersonId, Technician> found = technicians(handle, tenant, page.items(), now);
            return new GraphPage<>(
                    page.items().stream()
                            .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                            .toList(),
                    page.next(),
                    page.count());
        });
    }

    private Map<PersonId, Technician> technicians(Handle handle, TenantId tenant, List<PersonId> ids, Instant now) {
        Optional<TenantRules> home = rules.of(handle, tenant);
        if (home.isEmpty()) {
            return Map.of();
        }
        List<Relationship> running = relationships.ofPartner(handle, tenant).stream()
                .filter(relationship -> relationship.runs(now))
                .toList();
        Map<PersonId, Capability> held = capabilities.ofEach(handle, tenant, ids);
        return people.some(handle, tenant, ids).stream()
                .collect(Collectors.toMap(
                        Person::id,
                        person -> technician(
                                home.get(), person, held.getOrDefault(person.id(), Capability.NONE), running, now)));
    }

    private static Technician technician(
            TenantRules home, Person person, Capability capability, List<Relationship> running, Instant now) {
        long customers = running.stream()
                .filter(relationship -> relationship.assigns(person.groups()))
                .map(Relationship::customer)
                .distinct()
                .count();
        Function<Strike, Answer> answer = strike -> Answer.of(Weighed.abroad(strike, home, person, capability, now));
        return new Technician(
                person.id().value(),
                person.userPrincipalName(),
                person.displayName(),
                customers,
                answer.apply(Strike.UNUSUAL_SIGN_IN),
                answer.apply(Strike.LEAKED_PASSWORD));
    }

    Summary summary(TenantId tenant, Instant now) {
        weigh.of(tenant, now);
        return database.in(tenant, handle -> {
            var unusual = counted(handle, tenant, "abroad_if_unusual_sign_in");
            var leaked = counted(handle, tenant, "abroad_if_leaked_password");
            return new Summary(now, unusual.people(), unusual, leaked);
        });
    }

    /** @param column written by us */
    private static Counted counted(Handle handle, TenantId tenant, String column) {
        var byRule = new TreeMap<String, Long>();
        handle.createQuery("""
                        select <column> as rule, count(*) as people from registration_detail
                        where tenant_id = :tenant and abroad_if_unusual_sign_in is not null group by <column>
                        """)
                .define("column", column)
                .bind("tenant", tenant.value())
                .map((row, context) -> Map.entry(row.getString("rule"), row.getLong("people")))
                .forEach(each -> byRule.put(each.getKey(), each.getValue()));
        return new Counted(byRule.values().stream().mapToLong(Long::longValue).sum(), byRule);
    }

    private static String wireName(Obstacle obstacle) {
        return switch (obstacle) {
            case CONFIRMED_COMPROMISE -> "confirmedCompromise";
            case NO_SECOND_FACTOR -> "noSecondFactor";
            case SECOND_FACTOR_TOO_NEW -> "secondFactorTooNew";
            case SECOND_FACTOR_TOO_WEAK -> "secondFactorTooWeak";
            case PASSWORD_NOT_CHANGEABLE -> "passwordNotChangeable";
            case NOT_CLOSED_BY_MFA -> "notClosedByMfa";
        };
    }
}
