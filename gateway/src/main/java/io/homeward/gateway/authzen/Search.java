package io.homeward.gateway.authzen;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.authzen.Question.Thing;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.replica.Replicas;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Who may, what may be entered, and how: exactly those for whom an evaluation of the same says yes. Candidates are taken in the order of their ids;
 * a page looks at no more than {@link #MOST_LOOKED_AT} of them, so that it may hold fewer results than its limit, or none, and still have a next.
 *
 * <p>Subjects that are searched are the tenant's own people: whoever is merely named proves no session, and from outside nobody comes without one.
 */
@Singleton
class Search {
    static final int MOST_RESULTS = 100;
    private static final int MOST_LOOKED_AT = 200;

    /** @param key by which candidates are ordered, and pages go on */
    private record Candidate(String key, ObjectNode result, BooleanSupplier permitted) {}

    private final Evaluation evaluation;
    private final Subjects subjects;
    private final Replicas replicas;
    private final InstantSource clock;

    Search(Evaluation evaluation, Subjects subjects, Replicas replicas, InstantSource clock) {
        this.evaluation = evaluation;
        this.subjects = subjects;
        this.replicas = replicas;
        this.clock = clock;
    }

    /** Not for the event loop: it looks at everybody. */
    CompletionStage<ObjectNode> page(RequestReader.Target target, TenantId tenant, Searched asked) {
        Question question = asked.question();
        CompletionStage<Verification.Genuine> who = target == RequestReader.Target.SUBJECT
                ? CompletableFuture.completedStage(Subjects.nobody(tenant, clock.instant()))
                : subjects.find(question.subject(), tenant, clock.instant());
        return who.thenApply(found -> page(
                asked,
                switch (target) {
                    case SUBJECT -> people(tenant, question);
                    case RESOURCE -> things(tenant, question, found);
                    case ACTION -> actions(tenant, question, found);
                }));
    }

    private static ObjectNode page(Searched asked, Stream<Candidate> candidates) {
        List<Candidate> next = candidates
                .filter(each -> asked.after().isEmpty()
                        || each.key().compareTo(asked.after().get()) > 0)
                .sorted(Comparator.comparing(Candidate::key))
                .limit(MOST_LOOKED_AT + 1L)
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode results = answer.putArray("results");
        int seen = 0;
        while (seen < Math.min(next.size(), MOST_LOOKED_AT) && results.size() < asked.limit()) {
            Candidate candidate = next.get(seen);
            seen++;
            if (candidate.permitted().getAsBoolean()) {
                results.add(candidate.result());
            }
        }
        answer.putObject("page")
                .put(
                        "next_token",
                        seen < next.size()
                                ? PageToken.of(
                                        asked.parameters(), next.get(seen - 1).key())
                                : "")
                .put("count", results.size());
        return answer;
    }

    private Stream<Candidate> people(TenantId tenant, Question question) {
        boolean own = question.subject().type().equals(Subjects.USER)
                && question.subject().issuer().isEmpty()
                && question.subject().token().isEmpty();
        return !own
                ? Stream.empty()
                : replicas.peopleOf(tenant)
                        .filter(person -> person.guest().isEmpty())
                        .map(person -> new Candidate(
                                person.id().toString(),
                                entity(Subjects.USER, person.id().toString()),
                                () -> permitted(
                                        tenant, Subjects.member(person.id(), tenant, clock.instant()), question)));
    }

    private Stream<Candidate> things(TenantId tenant, Question question, Verification.Genuine who) {
        String type = question.resource().type();
        Stream<String> ids =
                switch (type) {
                    case Evaluation.TENANT -> Stream.of(tenant.toString());
                    case Evaluation.APPLICATION ->
                        replicas.applicationsOf(tenant)
                                .map(application -> application.id().toString());
                    default -> Stream.empty();
                };
        return ids.map(id ->
                new Candidate(id, entity(type, id), () -> permitted(tenant, who, question.at(new Thing(type, id)))));
    }

    private Stream<Candidate> actions(TenantId tenant, Question question, Verification.Genuine who) {
        return Evaluation.ACTIONS.stream()
                .map(name -> new Candidate(
                        name,
                        JsonNodeFactory.instance.objectNode().put("name", name),
                        () -> permitted(tenant, who, question.doing(name))));
    }

    private boolean permitted(TenantId tenant, Verification.Genuine who, Question question) {
        return evaluation.decide(UUID.randomUUID(), tenant, who, question).decision();
    }

    private static ObjectNode entity(String type, String id) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("id", id);
    }
}
