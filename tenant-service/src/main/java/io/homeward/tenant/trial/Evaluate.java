package io.homeward.tenant.trial;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Policy;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.Truth;
import io.homeward.accessrules.review.AnalysisReason;
import io.homeward.accessrules.review.Hypothetical;
import io.homeward.accessrules.review.WhatIf;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.policy.GraphPolicy;
import io.homeward.tenant.policy.Policies;
import io.homeward.tenant.policy.PolicyShown;
import io.homeward.tenant.policy.Rules;
import io.homeward.tenant.policy.StoredPolicy;
import io.homeward.tenant.policy.Subjects;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Asks access-rules what would happen at one sign-in. */
@Singleton
public class Evaluate {
    private final TenantDatabase database;

    Evaluate(TenantDatabase database) {
        this.database = database;
    }

    /**
     * Graph: {@code whatIfAnalysisResult}.
     *
     * @param analysisReasons joined by commas
     */
    record Result(@JsonUnwrapped PolicyShown policy, boolean policyApplies, String analysisReasons) {}

    /** The answer; the outcome is that of the first application asked about. */
    @JsonPropertyOrder({"@homeward.outcome", "value"})
    record Answer(@JsonProperty("@homeward.outcome") Outcome outcome, List<Result> value) {}

    private record Round(Outcome outcome, List<WhatIf.PolicyAnswer> policies) {}

    Answer answer(TenantId tenant, Question question, Instant now) {
        return database.in(tenant, handle -> {
            Subject subject = subject(handle, tenant, question);
            TenantRules rules = Rules.present(handle, tenant);
            List<Round> rounds = new ArrayList<>();
            for (Optional<ApplicationId> application : applications(question)) {
                rounds.add(round(rules, Hypothetical.of(question.circumstances(subject, application)), now));
            }
            return new Answer(
                    rounds.getFirst().outcome(), results(handle, tenant, best(rounds), question.appliedPoliciesOnly()));
        });
    }

    private static List<Optional<ApplicationId>> applications(Question question) {
        return question.applications().isEmpty()
                ? List.of(Optional.empty())
                : question.applications().stream().map(Optional::of).toList();
    }

    private static Round round(TenantRules rules, Hypothetical what, Instant now) {
        if (what.circumstances().subject().external().isPresent()) {
            var answer = WhatIf.abroad(rules, what, now);
            return new Round(Outcome.abroad(answer), answer.policies());
        }
        var answer = WhatIf.atHome(rules, what, now);
        return new Round(Outcome.atHome(answer), answer.policies());
    }

    /** A policy applies where it applies for one of the applications. */
    private static Map<PolicyId, WhatIf.PolicyAnswer> best(List<Round> rounds) {
        var best = new LinkedHashMap<PolicyId, WhatIf.PolicyAnswer>();
        rounds.stream()
                .flatMap(round -> round.policies().stream())
                .forEach(one -> best.merge(
                        one.policy().id(),
                        one,
                        (left, right) -> left.applies().compareTo(right.applies()) <= 0 ? left : right));
        return best;
    }

    private static List<Result> results(
            Handle handle, TenantId tenant, Map<PolicyId, WhatIf.PolicyAnswer> answers, boolean appliedOnly) {
        var results = new ArrayList<Result>();
        for (StoredPolicy stored : Policies.all(handle, tenant)) {
            WhatIf.PolicyAnswer answer = Objects.requireNonNull(answers.get(stored.id()), "every policy is answered");
            boolean applies = answer.applies() == Truth.TRUE && answer.policy().state() != Policy.State.DISABLED;
            if (applies || !appliedOnly) {
                results.add(new Result(
                        PolicyShown.of(stored),
                        applies,
                        answer.reasons().stream()
                                .sorted()
                                .map(AnalysisReason::wireName)
                                .collect(Collectors.joining(","))));
            }
        }
        return results;
    }

    /** A technician comes with the roles of his relationship; which ones those are changes nothing but policies about roles. */
    private static Optional<Set<RoleId>> through(Subject.External external) {
        return external.kind() == ExternalKind.SERVICE_PROVIDER
                ? Optional.of(Set.of(DirectoryRole.DIRECTORY_READERS.id()))
                : Optional.empty();
    }

    private static Subject subject(Handle handle, TenantId tenant, Question question) {
        Optional<Subject> known = question.person()
                .flatMap(person -> Subjects.of(handle, tenant, Set.of(person)).stream()
                        .map(Subjects.Known::subject)
                        .findFirst());
        if (question.external().isPresent()) {
            return new Subject(
                    question.person().orElse(new PersonId(new UUID(0, 0))),
                    Optional.of(known.flatMap(Subject::groups).orElse(Set.of())),
                    known.flatMap(Subject::roles)
                            .or(() -> through(question.external().orElseThrow())),
                    question.external());
        }
        return known.orElseThrow(() -> GraphPolicy.invalid(
                "'%s' in 'userId' is not the id of a user of this tenant; for somebody from outside name an 'externalUserType'."
                        .formatted(question.person().map(PersonId::toString).orElse(""))));
    }
}
