package io.homeward.risk.decisionlog;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.Rule;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.EntryPath;
import io.homeward.accessrules.entry.ForeignEntry;
import io.homeward.accessrules.entry.Hop;
import io.homeward.accessrules.entry.Session.TokenOf;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.standing.StandingNotice;
import io.homeward.decisions.LoggedDecision;
import io.homeward.decisions.OwnApplication;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One decision as one of the tenants concerned may know it.
 *
 * <p>The tenant entered learns of a standing what its notice says and nothing else: which of D3 to D8 and D12 it was would tell what the home's
 * rules are, what the person is capable of and how high his risk is, so it reads {@link #HOME_STANDING} for all of them. The home does not
 * learn what the other tenant's rules say, only which row of the law they led to.
 *
 * @param tenant whose eyes these are
 * @param other the other tenant; empty for a call to the own one
 */
record Sight(
        LoggedDecision decision,
        TenantId tenant,
        Side side,
        Optional<TenantId> other,
        Who who,
        Where where,
        Ruling ruling) {

    /**
     * Who came, and by what right.
     *
     * @param actor the application that called without a person
     */
    record Who(Optional<PersonId> person, Optional<ApplicationId> actor, Way way, Set<String> relationships) {
        static Who member(PersonId person) {
            return new Who(Optional.of(person), Optional.empty(), Way.MEMBER, Set.of());
        }

        static Who application(ApplicationId actor) {
            return new Who(Optional.empty(), Optional.of(actor), Way.APPLICATION, Set.of());
        }
    }

    /** To which application, and from where. */
    record Where(Optional<ApplicationId> application, Surroundings surroundings) {
        static final Where UNKNOWN = new Where(Optional.empty(), Surroundings.UNKNOWN);
    }

    /** What was decided. */
    record Ruling(
            Result outcome,
            String rule,
            Set<String> with,
            Optional<Integer> code,
            Set<RoleId> roles,
            Optional<StandingNotice> notice) {

        static Ruling of(LoggedDecision decision) {
            Optional<EntryDecision> outcome = decision.outcome();
            return new Ruling(
                    result(decision),
                    decision.rule(),
                    names(outcome.map(EntryDecision::with).orElse(Set.of())),
                    outcome.map(each -> each.code().number()),
                    outcome.filter(EntryDecision.Admitted.class::isInstance)
                            .map(each -> ((EntryDecision.Admitted) each).roles())
                            .orElse(Set.of()),
                    outcome.filter(EntryDecision.Refused.class::isInstance)
                            .flatMap(each -> ((EntryDecision.Refused) each).notice()));
        }

        /** As the tenant entered may know it. */
        Ruling withoutTheHomesRisk() {
            Set<String> harmless = new TreeSet<>(names(HARMLESS));
            harmless.retainAll(with);
            boolean standing = notice.isPresent() && !rule.equals(Rule.D19.name());
            return new Ruling(outcome, standing ? HOME_STANDING : rule, harmless, code, roles, notice);
        }

        private static Result result(LoggedDecision decision) {
            return decision.outcome()
                    .map(outcome -> switch (outcome) {
                        case EntryDecision.Admitted in -> Result.ADMITTED;
                        case EntryDecision.StepUp step -> Result.STEP_UP;
                        case EntryDecision.Refused no -> Result.REFUSED;
                    })
                    .orElse(decision.admitted() ? Result.ADMITTED : Result.REFUSED);
        }

        private static Set<String> names(Set<Rule> rules) {
            return rules.stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** In place of the row of the law where that would tell more than the notice. */
    static final String HOME_STANDING = "D3-D8";

    /** Rows that had a part and tell nothing about risk: he is a guest, he came by a chain. */
    private static final Set<Rule> HARMLESS = EnumSet.of(Rule.D11, Rule.D20);

    enum Side {
        OWN,
        ENTERED,
        HOME
    }

    enum Way {
        MEMBER,
        DELEGATED,
        INVITED,
        APPLICATION,
        NONE
    }

    enum Result {
        ADMITTED,
        STEP_UP,
        REFUSED
    }

    /** One for each tenant concerned; none for what only repeats another or does not say which tenant it was about. */
    static List<Sight> of(LoggedDecision decision) {
        var sights = new ArrayList<Sight>();
        decision.foreign().ifPresent(facts -> {
            sights.add(foreign(decision, facts, facts.resource(), Side.ENTERED));
            sights.add(foreign(decision, facts, facts.home(), Side.HOME));
        });
        decision.tenant().ifPresent(tenant -> {
            decision.member()
                    .ifPresent(facts -> sights.add(own(
                            decision,
                            tenant,
                            Who.member(facts.person().person()),
                            new Where(facts.application(), facts.surroundings()))));
            decision.own()
                    .ifPresent(facts -> sights.add(own(decision, tenant, Who.application(facts.id()), Where.UNKNOWN)));
        });
        return sights;
    }

    /** The same as one of the tenants concerned sees it; empty where it is none of them. */
    static Optional<Sight> of(LoggedDecision decision, TenantId tenant) {
        return of(decision).stream().filter(each -> each.tenant.equals(tenant)).findFirst();
    }

    /** Whether what was decided comes out again. */
    static boolean replays(LoggedDecision decision) {
        return decision.own()
                .map(OwnApplication::decide)
                .map(again -> again.equals(decision.granted()))
                .orElseGet(() -> decision.outcome().equals(Optional.of(decision.replay())));
    }

    private static Sight own(LoggedDecision decision, TenantId tenant, Who who, Where where) {
        return new Sight(decision, tenant, Side.OWN, Optional.empty(), who, where, Ruling.of(decision));
    }

    private static Sight foreign(LoggedDecision decision, ForeignEntry facts, TenantId tenant, Side side) {
        Ruling ruling = Ruling.of(decision);
        return new Sight(
                decision,
                tenant,
                side,
                Optional.of(side == Side.HOME ? facts.resource() : facts.home()),
                who(facts, tenant, side),
                new Where(facts.application(), facts.surroundings()),
                side == Side.ENTERED ? ruling.withoutTheHomesRisk() : ruling);
    }

    private static Who who(ForeignEntry facts, TenantId tenant, Side side) {
        TokenOf token = facts.session().tokenOf();
        boolean ofApplication = token == TokenOf.APPLICATION || token == TokenOf.PORTAL_ALONE;
        PersonId person =
                side == Side.HOME ? facts.atHome().person() : facts.visiting().person();
        return new Who(
                ofApplication ? Optional.empty() : Optional.of(person),
                ofApplication ? Optional.of(new ApplicationId(person.value())) : Optional.empty(),
                ofApplication ? Way.APPLICATION : way(facts.path()),
                relationships(facts, tenant));
    }

    private static Way way(EntryPath path) {
        return switch (path) {
            case EntryPath.Delegated delegated -> Way.DELEGATED;
            case EntryPath.Invited invited -> Way.INVITED;
            case EntryPath.None none -> Way.NONE;
        };
    }

    /** Those to which the tenant is a party; of a chain the others are none of its business. */
    private static Set<String> relationships(ForeignEntry facts, TenantId tenant) {
        return facts.path() instanceof EntryPath.Delegated delegated
                ? delegated.chains().stream()
                        .map(Chain::hops)
                        .flatMap(Collection::stream)
                        .filter(hop -> partyTo(hop, tenant))
                        .flatMap(hop -> hop.relationship().stream())
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    static boolean partyTo(Hop hop, TenantId tenant) {
        return hop.customer().equals(tenant) || hop.partner().equals(tenant);
    }
}
