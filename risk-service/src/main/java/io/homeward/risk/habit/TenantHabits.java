package io.homeward.risk.habit;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.familiarity.Enriched;
import io.homeward.risk.familiarity.Features;
import io.homeward.risk.familiarity.InMemoryPopulation;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.Likelihood;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Novelty;
import io.homeward.risk.familiarity.Observation;
import io.homeward.risk.familiarity.Profile;
import io.homeward.risk.familiarity.ValueKey;
import io.homeward.risk.familiarity.budget.Budgets;
import io.homeward.risk.familiarity.budget.DailyScores;
import io.homeward.risk.familiarity.budget.Grounds;
import io.homeward.risk.familiarity.budget.Thresholds;
import io.homeward.risk.profile.Attacked;
import io.homeward.risk.profile.History;
import io.homeward.risk.score.Assessed;
import io.homeward.risk.score.Statistics;
import io.homeward.risk.signin.SignIn;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

/** What a node knows of one tenant: its model, its counts and its thresholds. Safe for threads; reading waits for nothing but a refresh in memory. */
public final class TenantHabits {
    private final TenantId tenant;
    private final ValueKey key;
    private final Model model;
    private final Budgets budgets;
    private final long settings;
    private final InMemoryPopulation population;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock refreshing = new ReentrantLock();

    private volatile Thresholds thresholds;
    private volatile Instant freshUntil = Instant.MIN;
    private Instant askedAhead = Instant.MIN;
    private volatile Instant drawnUntil = Instant.MIN;
    private volatile long state;
    private volatile AttackCounts attacks = AttackCounts.NONE;

    /** Without counts, and with the thresholds that are shipped. */
    public TenantHabits(TenantId tenant, ValueKey key, Model model, Budgets budgets) {
        this(tenant, key, model, budgets, 0);
    }

    /** @param settings which version of the tenant's settings model and budgets are of */
    TenantHabits(TenantId tenant, ValueKey key, Model model, Budgets budgets, long settings) {
        this.settings = settings;
        this.tenant = tenant;
        this.key = key;
        this.model = model;
        this.budgets = budgets;
        this.population = new InMemoryPopulation(model);
        this.thresholds = Thresholds.shipped(budgets, model.tuning());
    }

    public TenantId tenant() {
        return tenant;
    }

    public Model model() {
        return model;
    }

    public Budgets budgets() {
        return budgets;
    }

    public Thresholds thresholds() {
        return thresholds;
    }

    /** From where the tenant was attacked, as administrators said. */
    public AttackCounts attacks() {
        return attacks;
    }

    /** What they say of one sign-in. */
    public Attacked attacked(SignIn signIn) {
        AttackCounts known = attacks;
        String agent = signIn.device().userAgent();
        return new Attacked(
                signIn.address().map(ip -> known.address(ip, signIn.at())).orElse(0.0),
                signIn.enrichment()
                        .network()
                        .map(network -> known.network(network.asn(), signIn.at()))
                        .orElse(0.0),
                agent.isEmpty() ? 0 : known.agent(agent, signIn.at()));
    }

    /** Which state of the tenant's counts scores are given by: microseconds since 1970 of the last change in it, by the database's clock. */
    public long populationVersion() {
        return state;
    }

    /** A sign-in held against the person's habits and the tenant's. */
    public Statistics statistics(SignIn signIn, History history) {
        Enriched enriched = Enriching.of(signIn);
        Features features = Features.of(enriched, key);
        return new Statistics(
                enriched,
                features,
                observed(features, history),
                Grounds.learning(history.habits(), signIn.at(), model.tuning()),
                thresholds,
                model);
    }

    /** How unlike the sign-in that issued its session a use of it is, by that one alone: a log-likelihood ratio. */
    public double unlike(SignIn use, SignIn issue) {
        Lesson lesson = lesson(features(issue), History.NONE);
        History only = History.NONE.with(issue, History.NONE.habits().with(lesson, model));
        return Likelihood.of(statistics(use, only).observation(), model).score();
    }

    private Observation observed(Features features, History history) {
        lock.lock();
        try {
            return history.habits().observe(features, population, model);
        } finally {
            lock.unlock();
        }
    }

    /** A sign-in's values as the tenant's numbers. */
    public Features features(SignIn signIn) {
        return Features.of(Enriching.of(signIn), key);
    }

    /** What the person's profile learns of a sign-in that was accepted, at its full weight. */
    public Lesson lesson(Features signIn, History history) {
        return history.habits().lesson(signIn, 1, model);
    }

    /** A profile as if it had not learned it. Where learning began anew since, it has not. */
    Profile without(Profile profile, Lesson lesson) {
        boolean knowsIt = profile.first()
                .filter(first -> !lesson.features().at().isBefore(first))
                .isPresent();
        return knowsIt ? profile.without(lesson, model) : profile;
    }

    /** An assessment as it is kept. */
    public Scores.Stored stored(Assessed assessed, History heldAgainst) {
        return new Scores.Stored(
                assessed.assessment().score(), assessed.grounds(), model.version(), heldAgainst.version(), state);
    }

    long settings() {
        return settings;
    }

    /** Held by whoever refreshes this. */
    ReentrantLock refreshing() {
        return refreshing;
    }

    /** Whether nobody has asked for what is known here to be read ahead of its time. */
    boolean askAhead(Instant now) {
        lock.lock();
        try {
            boolean first = askedAhead.isBefore(freshUntil);
            askedAhead = first ? freshUntil : askedAhead;
            return first && now.isBefore(freshUntil);
        } finally {
            lock.unlock();
        }
    }

    /** What is known here is not good enough for anybody, until it was refreshed. Waits for a refresh under way: it may have read too early. */
    void outdated() {
        refreshing.lock();
        try {
            freshUntil = Instant.MIN;
        } finally {
            refreshing.unlock();
        }
    }

    /** Whether it was ever refreshed, and is not {@link #outdated} since. */
    boolean known() {
        return !freshUntil.equals(Instant.MIN);
    }

    boolean fresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    boolean drawn(Instant now) {
        return now.isBefore(drawnUntil);
    }

    /** What has changed in the tenant's counts since the state known here. */
    public void refresh(
            Collection<InMemoryPopulation.Row> rows, Collection<Novelty.Cell> cells, long newState, Instant until) {
        lock.lock();
        try {
            rows.forEach(population::put);
            cells.forEach(population::put);
            population.version(newState);
            state = newState;
            freshUntil = until;
        } finally {
            lock.unlock();
        }
    }

    void attacked(AttackCounts known) {
        attacks = known;
    }

    void draw(DailyScores scores, int today, Instant until) {
        thresholds = Thresholds.of(scores.decayed(today), budgets, model.tuning());
        drawnUntil = until;
    }
}
