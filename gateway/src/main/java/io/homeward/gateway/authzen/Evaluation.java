package io.homeward.gateway.authzen;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.gateway.decision.Gate;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.place.Whereabouts;
import io.homeward.gateway.replica.Replicas;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Answers one question, by the same gate as the doors. */
@Singleton
class Evaluation {
    static final String TENANT = "tenant";
    static final String APPLICATION = "application";

    /** In the order in which a search names them. */
    static final List<String> ACTIONS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "enter");

    /** What a resource of the tenant is to the gate: the application called, or none in particular. */
    private record Called(Optional<ApplicationId> application) {}

    private final Subjects subjects;
    private final Gate gate;
    private final Answers answers;
    private final Replicas replicas;
    private final Whereabouts whereabouts;
    private final InstantSource clock;

    Evaluation(
            Subjects subjects,
            Gate gate,
            Answers answers,
            Replicas replicas,
            Whereabouts whereabouts,
            InstantSource clock) {
        this.subjects = subjects;
        this.gate = gate;
        this.answers = answers;
        this.replicas = replicas;
        this.whereabouts = whereabouts;
        this.clock = clock;
    }

    /**
     * @param id under which the decision can be explained
     * @param tenant whose application asks
     */
    CompletionStage<Answer> answer(UUID id, TenantId tenant, Question question) {
        return subjects.find(question.subject(), tenant, clock.instant())
                .thenApply(who -> decide(id, tenant, who, question));
    }

    /** The same about somebody who is known already. */
    Answer decide(UUID id, TenantId tenant, Verification.Genuine who, Question question) {
        Instant now = clock.instant();
        Optional<Called> called =
                ACTIONS.contains(question.action()) ? called(question.resource(), tenant) : Optional.empty();
        var passing = called.map(there -> gate.decide(id, who, there.application(), surroundings(question)))
                .orElseGet(
                        () -> gate.decide(id, Subjects.nobody(tenant, now), Optional.empty(), surroundings(question)));
        return answers.of(id, passing, now);
    }

    private Optional<Called> called(Question.Thing resource, TenantId tenant) {
        return switch (resource.type()) {
            case TENANT ->
                tenant.toString().equals(resource.id()) ? Optional.of(new Called(Optional.empty())) : Optional.empty();
            case APPLICATION ->
                Subjects.read(resource.id(), ApplicationId::of)
                        .flatMap(replicas::application)
                        .filter(known -> known.tenant().equals(tenant) && known.enabled())
                        .map(known -> new Called(Optional.of(known.id())));
            default -> Optional.empty();
        };
    }

    private Surroundings surroundings(Question question) {
        return whereabouts.of(
                question.circumstances().address().orElse(""),
                question.circumstances().userAgent());
    }
}
