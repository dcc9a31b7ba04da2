package io.homeward.tenant.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.review.DryRun;
import io.homeward.accessrules.review.Impact;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.policy.Rules;
import io.homeward.tenant.policy.Subjects;
import io.homeward.tenant.risk.RiskService;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides the recorded sign-ins of the last days twice, by the rules of today and by those proposed, and tells who would have noticed. One
 * page of sign-ins is in memory at a time, the people at risk now, and the people named. What somebody can prove himself with is not known
 * here, so nobody is said to be blocked for the want of a factor; people are looked at with the groups and roles they have today.
 */
@Singleton
public class TryRules {
    /** People named in an answer. */
    private static final int NAMED = 1000;

    /** Beyond this an answer says that it is not complete. */
    private static final long MOST_SIGN_INS = 500_000;

    private static final int MOST_AT_RISK = 10_000;

    /** At once in this process; one of them for a tenant. */
    private static final int AT_ONCE = 2;

    private final TenantDatabase database;
    private final RiskService risk;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Set<TenantId> running = ConcurrentHashMap.newKeySet();

    TryRules(TenantDatabase database, RiskService risk) {
        this.database = database;
        this.risk = risk;
    }

    /**
     * @param considered sign-ins, and people at risk now who had none
     * @param affected of those, the ones that would have ended differently
     * @param complete whether all sign-ins were looked at and all affected people are named
     */
    record Answer(int days, Instant since, long considered, long affected, boolean complete, List<Person> people) {}

    /** @param signedIn false for somebody who is at risk now and has not signed in in this time */
    @JsonInclude
    record Person(
            String id,
            @Nullable String userPrincipalName,
            @Nullable String displayName,
            boolean signedIn,
            List<Change> changes) {}

    /** @param change {@code asked}, {@code registers}, {@code newPassword}, {@code blocked} or {@code letIn} */
    record Change(String change, long count, Instant first, Instant last, List<By> by) {}

    /** A policy that does it. */
    record By(String id, String displayName) {}

    private record Facts(Impact impact, boolean complete) {}

    /** @throws Refusal {@link Fault#RISK_AWAY}, {@link Fault#DRY_RUN_BUSY} */
    Answer answer(TenantId tenant, Proposal proposal, Instant now) {
        if (!running.add(tenant)) {
            throw new Refusal(Fault.DRY_RUN_BUSY);
        }
        try {
            if (!places.tryAcquire()) {
                throw new Refusal(Fault.DRY_RUN_BUSY);
            }
            try {
                return tried(tenant, proposal, now);
            } finally {
                places.release();
            }
        } finally {
            running.remove(tenant);
        }
    }

    private Answer tried(TenantId tenant, Proposal proposal, Instant now) {
        Instant since = now.minus(Duration.ofDays(proposal.days()));
        DryRun run = database.in(tenant, handle -> {
            TenantRules present = Rules.present(handle, tenant);
            return new DryRun(present, proposal.on(handle, tenant, present), NAMED);
        });
        Map<PersonId, JsonNode> atRisk = atRisk(tenant);
        Facts facts = signIns(tenant, run, since, atRisk);
        Impact impact = facts.impact().and(silent(tenant, run, atRisk, now));
        return new Answer(
                proposal.days(),
                since,
                impact.considered(),
                impact.affected(),
                facts.complete() && !impact.more(),
                named(tenant, run, impact));
    }

    private Map<PersonId, JsonNode> atRisk(TenantId tenant) {
        var atRisk = new LinkedHashMap<PersonId, JsonNode>();
        Optional<String> after = Optional.empty();
        do {
            RiskService.Page page = risk.peopleAtRisk(tenant, after);
            page.items().forEach(one -> atRisk.put(RecordedSignIns.person(one), one));
            after = page.next();
        } while (after.isPresent() && atRisk.size() < MOST_AT_RISK);
        return atRisk;
    }

    /** @param atRisk whoever has signed in is taken out */
    private Facts signIns(TenantId tenant, DryRun run, Instant since, Map<PersonId, JsonNode> atRisk) {
        Impact impact = Impact.none(NAMED);
        Optional<String> after = Optional.empty();
        do {
            RiskService.Page page = risk.signIns(tenant, since, after);
            var facts = new ArrayList<JsonNode>();
            page.items().forEach(facts::add);
            Map<PersonId, Subject> subjects =
                    subjects(tenant, facts.stream().map(RecordedSignIns::person).collect(Collectors.toSet()));
            atRisk.keySet().removeAll(subjects.keySet());
            impact = impact.and(run.of(facts.stream()
                    .flatMap(fact -> Optional.ofNullable(subjects.get(RecordedSignIns.person(fact)))
                            .map(subject -> RecordedSignIns.signIn(fact, subject))
                            .stream())));
            after = page.next();
        } while (after.isPresent() && impact.considered() < MOST_SIGN_INS);
        return new Facts(impact, after.isEmpty());
    }

    private Impact silent(TenantId tenant, DryRun run, Map<PersonId, JsonNode> atRisk, Instant now) {
        Map<PersonId, Subject> subjects = subjects(tenant, atRisk.keySet());
        return run.of(subjects.entrySet().stream()
                .map(entry -> RecordedSignIns.riskyNow(
                        Objects.requireNonNull(atRisk.get(entry.getKey())), entry.getValue(), now)));
    }

    private Map<PersonId, Subject> subjects(TenantId tenant, Set<PersonId> people) {
        return database.in(tenant, handle -> Subjects.of(handle, tenant, people)).stream()
                .collect(Collectors.toMap(known -> known.subject().person(), Subjects.Known::subject));
    }

    private List<Person> named(TenantId tenant, DryRun run, Impact impact) {
        Map<PersonId, Subjects.Known> known =
                database
                        .in(
                                tenant,
                                handle -> Subjects.of(
                                        handle, tenant, impact.people().keySet()))
                        .stream()
                        .collect(Collectors.toMap(one -> one.subject().person(), one -> one));
        Map<PolicyId, String> names = new LinkedHashMap<>();
        run.present().policies().forEach(policy -> names.put(policy.id(), policy.name()));
        run.proposed().policies().forEach(policy -> names.put(policy.id(), policy.name()));
        return impact.people().entrySet().stream()
                .map(entry ->
                        person(entry.getKey(), Optional.ofNullable(known.get(entry.getKey())), entry.getValue(), names))
                .toList();
    }

    private static Person person(
            PersonId id, Optional<Subjects.Known> known, Impact.PersonImpact impact, Map<PolicyId, String> names) {
        return new Person(
                id.toString(),
                known.map(Subjects.Known::userPrincipalName).orElse(null),
                known.map(Subjects.Known::displayName).orElse(null),
                impact.signedIn(),
                impact.changes().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> change(entry.getKey(), entry.getValue(), names))
                        .toList());
    }

    private static Change change(Impact.Change change, Impact.Times times, Map<PolicyId, String> names) {
        return new Change(
                switch (change) {
                    case ASKED, REGISTERS, BLOCKED -> change.name().toLowerCase(Locale.ROOT);
                    case NEW_PASSWORD -> "newPassword";
                    case LET_IN -> "letIn";
                },
                times.count(),
                times.first(),
                times.last(),
                times.by().stream()
                        .map(policy -> new By(policy.toString(), names.getOrDefault(policy, "")))
                        .sorted(Comparator.comparing(By::id))
                        .toList());
    }
}
