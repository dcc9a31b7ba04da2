package io.homeward.accessrules.properties;

import static io.homeward.accessrules.situations.Ids.CUSTOMER;
import static io.homeward.accessrules.situations.Ids.HE;
import static io.homeward.accessrules.situations.Ids.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Rule;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.EntryDecision.Admitted;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.ForeignRules;
import io.homeward.accessrules.policy.Conditions;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.Grant;
import io.homeward.accessrules.policy.People;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Selection;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.situations.Ids;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Invariants 2, 4 and 5 at the door of a foreign tenant. */
class ForeignEntryPropertyTest {
    private static final Set<Rule> BEFORE_STANDING =
            EnumSet.of(Rule.D1, Rule.D20, Rule.D22, Rule.D21, Rule.D28, Rule.H15, Rule.D26);

    @Provide
    Arbitrary<ForeignEntry> entries() {
        return Anything.entries();
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Anything.policies();
    }

    @Property(tries = 3000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void no_customer_is_more_permissive_than_the_built_in_rule(@ForAll("entries") ForeignEntry entry) {
        var own = ForeignRules.decide(entry, NOW);
        var builtIn = ForeignRules.decide(with(entry, builtIn(entry)), NOW);

        Statistics.collect(own instanceof Admitted);
        Statistics.coverage(counted -> counted.check(true).percentage(admitted -> admitted > 3));
        if (own instanceof Admitted admitted) {
            assertThat(builtIn).isInstanceOf(Admitted.class);
            assertThat(((Admitted) builtIn).roles()).containsAll(admitted.roles());
        }
    }

    /** The built-in rule, with what it leaves to a tenant given: home MFA, an issuer, a waiver. */
    private static TenantRules builtIn(ForeignEntry entry) {
        var access = entry.resourceRules().orElseThrow().externalAccess();
        return TenantRules.none(CUSTOMER, "Customer")
                .with(new ExternalAccess(
                        RiskLevel.HIGH,
                        ExternalAccess.MfaTrust.ALL,
                        false,
                        Set.of(),
                        access.trustedIssuers(),
                        access.acceptedWaivers()));
    }

    @Property(tries = 3000)
    void an_open_high_risk_comes_in_by_a_waiver_or_not_at_all(@ForAll("entries") ForeignEntry entry) {
        var high =
                switch (entry.standing()) {
                    case Standing.AtRisk(var risk) -> risk.openLevel() == RiskLevel.HIGH;
                    case Standing.Remediating(var risk) -> risk.openLevel() == RiskLevel.HIGH;
                    case Standing.Clear ignored -> false;
                    case Standing.Unknown ignored -> true;
                };
        Assume.that(high);

        if (ForeignRules.decide(entry, NOW) instanceof Admitted admitted) {
            assertThat(admitted.rule()).isEqualTo(Rule.D14);
        }
    }

    @Property(tries = 2000)
    void an_unknown_or_stale_standing_is_refused(@ForAll("entries") ForeignEntry entry, @ForAll Random random) {
        for (var blind : blinded(entry, random)) {
            var decision = ForeignRules.decide(blind, NOW);

            assertThat(decision).isInstanceOf(EntryDecision.Refused.class);
            if (!BEFORE_STANDING.contains(decision.rule())) {
                assertThat(decision.rule()).isEqualTo(Rule.D19);
                assertThat(((EntryDecision.Refused) decision).retryAfter()).isPresent();
                assertThat(((EntryDecision.Refused) decision).notice()).isPresent();
            }
        }
    }

    private static List<ForeignEntry> blinded(ForeignEntry entry, Random random) {
        var feeds = Freshness.Feed.values();
        var feed = feeds[random.nextInt(feeds.length)];
        var stale = new EnumMap<>(entry.freshness().ages());
        stale.put(feed, Freshness.LEASE.plus(Duration.ofNanos(1 + random.nextInt(1000))));
        var incomplete = new EnumMap<>(entry.freshness().ages());
        incomplete.remove(feed);
        return List.of(
                with(entry, new Standing.Unknown("asked for")),
                with(entry, new Freshness(stale)),
                with(entry, new Freshness(incomplete)));
    }

    @Property(tries = 2000)
    void the_order_of_policies_never_matters(@ForAll("entries") ForeignEntry entry, @ForAll Random random) {
        var home = entry.homeRules().orElseThrow();
        var customer = entry.resourceRules().orElseThrow();
        var shuffled = with(
                withHome(entry, home.withPolicies(shuffled(home.policies(), random))),
                customer.withPolicies(shuffled(customer.policies(), random)));

        var one = ForeignRules.decide(entry, NOW);
        var other = ForeignRules.decide(shuffled, NOW);

        assertThat(other.getClass()).isEqualTo(one.getClass());
        assertThat(other.rule()).isEqualTo(one.rule());
        assertThat(other.with()).isEqualTo(one.with());
        assertThat(other.code()).isEqualTo(one.code());
        assertThat(other.because()).containsExactlyInAnyOrderElementsOf(one.because());
    }

    @Property(tries = 3000)
    void adding_a_policy_admits_nobody(
            @ForAll("entries") ForeignEntry entry, @ForAll("policies") Policy added, @ForAll boolean atHome) {
        var rules = (atHome ? entry.homeRules() : entry.resourceRules()).orElseThrow();
        var more = new ArrayList<>(rules.policies());
        more.add(added);
        var grown = rules.withPolicies(more);

        var after = ForeignRules.decide(atHome ? withHome(entry, grown) : with(entry, grown), NOW);

        if (after instanceof Admitted) {
            assertThat(ForeignRules.decide(entry, NOW)).isInstanceOf(Admitted.class);
        }
    }

    @Property
    void a_block_of_everyone_admits_nobody_and_an_exclusion_undoes_it(@ForAll("entries") ForeignEntry entry) {
        var rules = entry.resourceRules().orElseThrow();
        Assume.that(rules.formatKnown());
        var block = policy(Selection.NOBODY);
        var excluded = policy(Selection.ofUsers(HE));

        var before = ForeignRules.decide(entry, NOW);
        assertThat(ForeignRules.decide(with(entry, plus(rules, block)), NOW)).isNotInstanceOf(Admitted.class);
        assertThat(ForeignRules.decide(with(entry, plus(rules, excluded)), NOW).rule())
                .isEqualTo(before.rule());
    }

    private static Policy policy(Selection excluded) {
        return new Policy(
                Ids.policy(0),
                "block",
                Policy.State.ENABLED,
                People.EVERYONE.except(excluded),
                Conditions.NONE,
                Grant.BLOCK);
    }

    private static TenantRules plus(TenantRules rules, Policy policy) {
        var more = new ArrayList<>(rules.policies());
        more.add(policy);
        return rules.withPolicies(more);
    }

    private static <T> List<T> shuffled(List<T> all, Random random) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static ForeignEntry with(ForeignEntry entry, TenantRules customer) {
        return copy(entry, entry.homeRules(), Optional.of(customer), entry.standing(), entry.freshness());
    }

    private static ForeignEntry withHome(ForeignEntry entry, TenantRules home) {
        return copy(entry, Optional.of(home), entry.resourceRules(), entry.standing(), entry.freshness());
    }

    private static ForeignEntry with(ForeignEntry entry, Standing standing) {
        return copy(entry, entry.homeRules(), entry.resourceRules(), standing, entry.freshness());
    }

    private static ForeignEntry with(ForeignEntry entry, Freshness freshness) {
        return copy(entry, entry.homeRules(), entry.resourceRules(), entry.standing(), freshness);
    }

    private static ForeignEntry copy(
            ForeignEntry entry,
            Optional<TenantRules> home,
            Optional<TenantRules> customer,
            Standing standing,
            Freshness freshness) {
        return new ForeignEntry(
                entry.atHome(),
                entry.home(),
                home,
                entry.visiting(),
                entry.resource(),
                customer,
                entry.path(),
                standing,
                entry.inherited(),
                entry.capability(),
                entry.disabled(),
                entry.current(),
                entry.session(),
                freshness,
                entry.waiver(),
                entry.application(),
                entry.client(),
                entry.surroundings());
    }
}
