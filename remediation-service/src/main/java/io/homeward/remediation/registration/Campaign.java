package io.homeward.remediation.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.home.RegistrationState;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Order;
import io.homeward.graph.query.Property;
import io.homeward.remediation.directory.Rules;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * How far a tenant is with the registration of second factors: of all who sign in here (guests sign in at home, and disabled people nowhere), how
 * many are in which state, and who they are.
 */
@Singleton
class Campaign {
    private static final Property NAME = Property.caselessText("userPrincipalName", "d.user_principal_name")
            .neverNull()
            .lowered("d.user_principal_name_lower");
    private static final Property BEGAN = Property.instant("startedAt", "d.started_at");

    private static final GraphSet PEOPLE = people(BEGAN);

    /** Whose clocks have begun: whose grace is over first comes first. */
    private static final GraphSet BY_CLOCK = people(BEGAN.neverNull()).orderedBy(Order.ascending(BEGAN.neverNull()));

    private static final Listing<Person> WHO_SIGN_IN = new Listing<>(
            """
            d.person_id, d.user_principal_name, d.display_name, d.is_admin, d.standing, d.started_at, d.if_unusual_sign_in,
            d.if_leaked_password""", "registration_detail d", "d.tenant_id = :tenant and d.standing is not null", Person::read);

    private final TenantDatabase database;
    private final WeighRegistrations weigh;
    private final Rules rules;

    Campaign(TenantDatabase database, WeighRegistrations weigh, Rules rules) {
        this.database = database;
        this.weigh = weigh;
        this.rules = rules;
    }

    private static GraphSet people(Property began) {
        return GraphSet.of(
                "registrationCampaign/people",
                GraphType.of(
                        "registrationCampaignPerson",
                        Property.guid("id", "d.person_id"),
                        NAME,
                        Property.caselessText("displayName", "d.display_name")
                                .neverNull()
                                .lowered("d.display_name_lower"),
                        Property.bool("isAdmin", "d.is_admin").neverNull(),
                        began,
                        Property.shown("registration"),
                        Property.enumeration("blockedIfUnusualSignIn", "d.if_unusual_sign_in", Blocking.RULES),
                        Property.enumeration("blockedIfLeakedPassword", "d.if_leaked_password", Blocking.RULES)),
                100,
                999);
    }

    /** The rules by which somebody who is who he says he is can be blocked at home. */
    private static final class Blocking {
        static final GraphEnum RULES = GraphEnum.of("rule", "H6", "H7", "H9", "H10", "H18", "D18", "D27");
    }

    /** @param people who show so many days */
    record Day(int daysLeft, long people) {}

    /** @param byRule H6, H9 and H18: not capable; H7 and H10: a policy blocks whomever it is about */
    record Blocked(long people, SortedMap<String, Long> byRule) {
        static Blocked of(Map<String, Long> byRule) {
            return new Blocked(
                    byRule.values().stream().mapToLong(Long::longValue).sum(), new TreeMap<>(byRule));
        }
    }

    record IfRiskStruck(Blocked unusualSignIn, Blocked leakedPassword) {}

    /**
     * @param people all who sign in here: the sum of the five states
     * @param inGraceByDay only days that somebody shows
     */
    record Summary(
            Instant asOf,
            boolean policyEnabled,
            long people,
            long outOfScope,
            long pending,
            long inGrace,
            long forced,
            long registered,
            List<Day> inGraceByDay,
            IfRiskStruck blockedIfRiskStruck) {}

    /** One of them, on the wire. */
    @JsonInclude
    record Person(
            UUID id,
            String userPrincipalName,
            String displayName,
            boolean isAdmin,
            String standing,
            @Nullable Instant startedAt,
            @Nullable String blockedIfUnusualSignIn,
            @Nullable String blockedIfLeakedPassword) {

        static Person read(ResultSet row) throws SQLException {
            return new Person(
                    row.getObject("person_id", UUID.class),
                    row.getString("user_principal_name"),
                    row.getString("display_name"),
                    row.getBoolean("is_admin"),
                    row.getString("standing"),
                    Optional.ofNullable(row.getObject("started_at", OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant)
                            .orElse(null),
                    row.getString("if_unusual_sign_in"),
                    row.getString("if_leaked_password"));
        }

        Shown shown(Instant now) {
            return new Shown(
                    id,
                    userPrincipalName,
                    displayName,
                    isAdmin,
                    startedAt,
                    StateShown.of(Standing.read(standing), Optional.ofNullable(startedAt), now),
                    blockedIfUnusualSignIn,
                    blockedIfLeakedPassword);
        }
    }

    @JsonInclude
    record Shown(
            UUID id,
            String userPrincipalName,
            String displayName,
            boolean isAdmin,
            @Nullable Instant startedAt,
            StateShown registration,
            @Nullable String blockedIfUnusualSignIn,
            @Nullable String blockedIfLeakedPassword) {}

    /** Which of them are listed. */
    enum Some {
        ALL("all", "true"),
        OUT_OF_SCOPE("outOfScope", "d.standing = 'outOfScope'"),
        PENDING("pending", "d.standing = 'unregistered' and d.started_at is null"),
        IN_GRACE("inGrace", "d.standing = 'unregistered' and d.started_at > :over"),
        FORCED("forced", "d.standing = 'unregistered' and d.started_at <= :over"),
        REGISTERED("registered", "d.standing = 'registered'"),
        BLOCKED_IF_UNUSUAL_SIGN_IN("blockedIfUnusualSignIn", "d.if_unusual_sign_in is not null"),
        BLOCKED_IF_LEAKED_PASSWORD("blockedIfLeakedPassword", "d.if_leaked_password is not null");

        private final String wireName;
        private final String condition;

        Some(String wireName, String condition) {
            this.wireName = wireName;
            this.condition = condition;
        }

        static Optional<Some> ofWire(String text) {
            return List.of(values()).stream()
                    .filter(each -> each.wireName.equals(text))
                    .findFirst();
        }

        static List<String> wireNames() {
            return List.of(values()).stream().map(each -> each.wireName).toList();
        }

        GraphSet set() {
            GraphSet set = this == IN_GRACE || this == FORCED ? BY_CLOCK : PEOPLE;
            return set.at(set.path() + "/" + wireName);
        }

        Listing<Person> listing() {
            return WHO_SIGN_IN.and(condition);
        }

        private Consumer<Query> parameters(TenantId tenant, Instant now) {
            return sql -> {
                sql.bind("tenant", tenant.value());
                if (condition.contains(":over")) {
                    sql.bind("over", RegistrationDetails.utc(RegistrationState.latestStart(0, now)));
                }
            };
        }
    }

    GraphPage<Shown> page(TenantId tenant, Some some, GraphQuery query, Instant now) {
        weigh.of(tenant, now);
        return database.in(tenant, handle -> some.listing().page(handle, query, some.parameters(tenant, now)))
                .map(person -> person.shown(now));
    }

    Summary summary(TenantId tenant, Instant now) {
        weigh.of(tenant, now);
        return database.in(tenant, handle -> {
            boolean enabled = rules.of(handle, tenant)
                    .filter(known -> known.registration().enabled())
                    .isPresent();
            var blocked = new IfRiskStruck(
                    blocked(handle, tenant, "if_unusual_sign_in"), blocked(handle, tenant, "if_leaked_password"));
            List<Day> days = days(handle, tenant, now);
            long inGrace = days.stream().mapToLong(Day::people).sum();
            return handle.createQuery("""
                            select count(*) filter (where standing = 'outOfScope') as out_of_scope,
                                count(*) filter (where standing = 'registered') as registered,
                                count(*) filter (where standing = 'unregistered' and started_at is null) as pending,
                                count(*) filter (where standing = 'unregistered' and started_at <= :over) as forced
                            from registration_detail where tenant_id = :tenant and standing is not null
                            """)
                    .bind("tenant", tenant.value())
                    .bind("over", RegistrationDetails.utc(RegistrationState.latestStart(0, now)))
                    .map((row, context) -> {
                        long outOfScope = row.getLong("out_of_scope");
                        long registered = row.getLong("registered");
                        long pending = row.getLong("pending");
                        long forced = row.getLong("forced");
                        return new Summary(
                                now,
                                enabled,
                                outOfScope + pending + inGrace + forced + registered,
                                outOfScope,
                                pending,
                                inGrace,
                                forced,
                                registered,
                                days,
                                blocked);
                    })
                    .one();
        });
    }

    private static List<Day> days(Handle handle, TenantId tenant, Instant now) {
        List<Integer> days = IntStream.rangeClosed(1, Math.toIntExact(HomeRules.REGISTRATION_GRACE.toDays()))
                .boxed()
                .toList();
        return handle.createQuery("""
                        select day.left_over as days_left, count(*) as people
                        from unnest(:days, cast(:after as timestamptz[]), cast(:upTo as timestamptz[])) as day (left_over, after, up_to)
                        join registration_detail d on d.tenant_id = :tenant and d.standing = 'unregistered'
                            and d.started_at > day.after and d.started_at <= day.up_to
                        group by day.left_over order by day.left_over
                        """)
                .bindArray("days", Integer.class, days)
                .bindArray("after", String.class, starts(days, -1, now))
                .bindArray("upTo", String.class, starts(days, 0, now))
                .bind("tenant", tenant.value())
                .map((row, context) -> new Day(row.getInt("days_left"), row.getLong("people")))
                .list();
    }

    private static List<String> starts(List<Integer> days, int more, Instant now) {
        return days.stream()
                .map(day -> RegistrationState.latestStart(day + more, now).toString())
                .toList();
    }

    /** @param column written by us */
    private static Blocked blocked(Handle handle, TenantId tenant, String column) {
        return Blocked.of(handle
                .createQuery("""
                        select <column> as rule, count(*) as people from registration_detail
                        where tenant_id = :tenant and standing is not null and <column> is not null group by <column>
                        """)
                .define("column", column)
                .bind("tenant", tenant.value())
                .map((row, context) -> Map.entry(row.getString("rule"), row.getLong("people")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
