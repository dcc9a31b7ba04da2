package io.homeward.gateway.authzen;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.gateway.decision.Passing;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Problems;
import io.homeward.gateway.web.Refusal;
import io.homeward.tenancy.Caller;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What a decision looks like to an enforcement point: the reason by audience, how to step up, and where the person himself can have it undone (a
 * requestable denial, whose form is the remediation at his home).
 */
@Singleton
class Answers {
    private static final Duration REQUESTABLE = Duration.ofHours(1);

    private final Problems problems;

    Answers(Problems problems) {
        this.problems = problems;
    }

    /** @param id under which the decision can be explained */
    Answer of(UUID id, Passing passing, Instant now) {
        ObjectNode context =
                JsonNodeFactory.instance.objectNode().put("id", id.toString()).put("evaluation_id", id.toString());
        return switch (passing) {
            case Passing.Through through -> {
                context.put("rule", through.rule());
                admitted(context, through.caller());
                yield new Answer(true, through.rule(), context);
            }
            case Passing.Stopped stopped -> {
                refused(context, stopped.refusal(), now);
                yield new Answer(
                        false,
                        stopped.refusal().ruling().map(Refusal.Ruling::rule).orElse("none"),
                        context);
            }
        };
    }

    private static void admitted(ObjectNode context, Caller caller) {
        if (caller instanceof Caller.Person person) {
            ArrayNode roles =
                    context.put("home_tenant", person.home().toString()).putArray("roles");
            person.roles().stream().sorted().forEach(roles::add);
        }
    }

    private void refused(ObjectNode context, Refusal refusal, Instant now) {
        refusal.ruling().ifPresent(ruling -> context.put("rule", ruling.rule()).put("code", ruling.code()));
        context.put("problem", "urn:homeward:problem:" + refusal.fault().slug());
        context.putObject("reason_admin")
                .put(
                        "en",
                        refusal.ruling()
                                .map(ruling -> "%s by rule %s, code %d"
                                        .formatted(refusal.fault().title(), ruling.rule(), ruling.code()))
                                .orElse(refusal.fault().title()));
        context.putObject("reason_user").put("en", refusal.detail());
        Fault fault = refusal.fault();
        if (fault == Fault.STEP_UP || fault == Fault.STRONG_STEP_UP) {
            context.put("acr_values", fault == Fault.STEP_UP ? "mfa" : "phr");
        }
        String retryAfter = refusal.headers().get("Retry-After");
        if (retryAfter != null) {
            context.put("retry_after", Long.parseLong(retryAfter));
        }
        refusal.standing().ifPresent(notice -> {
            ObjectNode standing = problems.standing(notice);
            context.set("standing", standing);
            String form = standing.path("remediation").path("link").asText();
            if (!form.isEmpty()) {
                context.putObject("access_request")
                        .put("expires_at", now.plus(REQUESTABLE).toString())
                        .put("form_url", form);
            }
        });
    }
}
