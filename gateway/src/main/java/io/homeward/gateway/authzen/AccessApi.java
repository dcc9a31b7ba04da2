package io.homeward.gateway.authzen;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The five endpoints of the Authorization API, behind the door: a body in, a reply out. */
@Singleton
public class AccessApi {

    /** Named as below {@code /access/v1/}. */
    public enum Endpoint {
        EVALUATION("evaluation"),
        EVALUATIONS("evaluations"),
        SEARCH_SUBJECT("search/subject"),
        SEARCH_RESOURCE("search/resource"),
        SEARCH_ACTION("search/action");

        private final String path;

        Endpoint(String path) {
            this.path = path;
        }

        public static Optional<Endpoint> of(String path) {
            return Arrays.stream(values())
                    .filter(each -> each.path.equals(path))
                    .findFirst();
        }

        /** Whether it looks at many, and so is not for an event loop. */
        public boolean looksAtMany() {
            return switch (this) {
                case EVALUATION, EVALUATIONS -> false;
                case SEARCH_SUBJECT, SEARCH_RESOURCE, SEARCH_ACTION -> true;
            };
        }
    }

    /** What is answered. */
    public sealed interface Reply {

        /** @param rule of the one decision there is; {@code none} where there are several */
        record Said(String json, String rule) implements Reply {}

        /** @param message for the caller; with status 400 */
        record Unread(String message) implements Reply {}
    }

    private final Evaluation evaluation;
    private final Search search;

    AccessApi(Evaluation evaluation, Search search) {
        this.evaluation = evaluation;
        this.search = search;
    }

    /**
     * @param tenant whose application asks
     * @param decision the id of the call, under which a single evaluation is explained
     */
    public CompletionStage<Reply> reply(Endpoint endpoint, TenantId tenant, UUID decision, byte[] body) {
        try {
            return switch (endpoint) {
                case EVALUATION -> one(tenant, decision, RequestReader.evaluation(body));
                case EVALUATIONS ->
                    switch (RequestReader.evaluations(body)) {
                        case Several.One(var question) -> one(tenant, decision, question);
                        case Several.Many many -> many(tenant, many, 0, JsonNodeFactory.instance.arrayNode());
                    };
                case SEARCH_SUBJECT -> search(RequestReader.Target.SUBJECT, tenant, body);
                case SEARCH_RESOURCE -> search(RequestReader.Target.RESOURCE, tenant, body);
                case SEARCH_ACTION -> search(RequestReader.Target.ACTION, tenant, body);
            };
        } catch (Unreadable e) {
            return CompletableFuture.completedStage(new Reply.Unread(e.told()));
        }
    }

    private CompletionStage<Reply> one(TenantId tenant, UUID decision, Question question) {
        return evaluation
                .answer(decision, tenant, question)
                .thenApply(answer -> new Reply.Said(answer.json().toString(), answer.rule()));
    }

    /** One after the other, since one may end it. */
    private CompletionStage<Reply> many(TenantId tenant, Several.Many many, int at, ArrayNode said) {
        List<Several.Item> items = many.items();
        if (at == items.size()) {
            return CompletableFuture.completedStage(all(said));
        }
        return answer(tenant, items.get(at)).thenCompose(answer -> {
            said.add(answer.json());
            return many.semantic().endsWith(answer.decision())
                    ? CompletableFuture.completedStage(all(said))
                    : many(tenant, many, at + 1, said);
        });
    }

    private CompletionStage<Answer> answer(TenantId tenant, Several.Item item) {
        return switch (item) {
            case Several.Item.Asked(var question) -> evaluation.answer(UUID.randomUUID(), tenant, question);
            case Several.Item.Wrong(var why) -> CompletableFuture.completedStage(Answer.wrong(why));
        };
    }

    private static Reply all(ArrayNode said) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("evaluations", said);
        return new Reply.Said(json.toString(), "none");
    }

    private CompletionStage<Reply> search(RequestReader.Target target, TenantId tenant, byte[] body) throws Unreadable {
        return search.page(target, tenant, RequestReader.search(target, body))
                .thenApply(page -> new Reply.Said(page.toString(), "none"));
    }
}
