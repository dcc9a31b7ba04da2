package io.homeward.gateway.web;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.Route;
import io.homeward.accessrules.standing.StandingNotice;
import io.homeward.accessrules.standing.StandingNotice.WhoCanAct;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The only place where a refusal becomes HTTP (RFC 9457); on Graph paths the same object is a Graph error, too. */
@Singleton
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String PATIENCE_SECONDS = "1";

    /** Graph's own; clients that look at the type before they read an error know it. */
    private static final String GRAPH_JSON =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private final String edge;
    private final InstantSource clock;
    private final Vertx vertx;
    private final MeterRegistry meters;

    Problems(
            @ConfigProperty(name = "homeward.edge.url") String edge,
            InstantSource clock,
            Vertx vertx,
            MeterRegistry meters) {
        this.edge = edge;
        this.clock = clock;
        this.vertx = vertx;
        this.meters = meters;
    }

    /** Answers the exchange, and takes care of what is left of the request's body. */
    public void answer(Exchange exchange, Refusal refusal) {
        answer(exchange, tell(exchange, refusal));
    }

    /** The same with the refusal as some protocol wants to hear it. */
    public void answer(Exchange exchange, Refusal refusal, UnaryOperator<Problem> spelling) {
        answer(exchange, spelling.apply(tell(exchange, refusal)));
    }

    private void answer(Exchange exchange, Problem problem) {
        boolean last = Unread.endsConnection(exchange);
        HttpServerResponse response = exchange.response();
        response.setStatusCode(problem.status());
        problem.headers().forEach(response::putHeader);
        if (last) {
            response.putHeader("Connection", "close");
        }
        exchange.stamp();
        write(exchange, Buffer.buffer(problem.json())).onComplete(written -> {
            if (last) {
                Unread.close(exchange.request(), vertx);
            } else {
                Unread.skip(exchange.request());
            }
        });
    }

    /** What the refusal looks like to whoever made this call; whoever asks answers with it. */
    public Problem tell(Call call, Refusal refusal) {
        refusal.ruling().ifPresent(ruling -> call.ruledBy(ruling.rule()));
        meters.counter("homeward.refusals", "fault", refusal.fault().slug(), "rule", call.rule())
                .increment();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", call.graph() ? GRAPH_JSON : "application/problem+json");
        headers.put("Date", RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        if (refusal.fault().kind() == Fault.Kind.AWAY) {
            headers.put("Retry-After", PATIENCE_SECONDS);
        }
        if (refusal.fault().kind() == Fault.Kind.UNAUTHENTICATED) {
            headers.put("WWW-Authenticate", challenge(refusal));
        }
        headers.putAll(refusal.headers());
        return new Problem(
                status(refusal.fault().kind()), headers, body(call, refusal).toString());
    }

    /** For what nobody foresaw: the cause goes to the log and not to the caller. */
    public void unforeseen(Exchange exchange, Throwable cause) {
        Refusal incident = incident(exchange, cause);
        if (exchange.response().headWritten()) {
            exchange.request().connection().close();
        } else {
            answer(exchange, incident);
        }
    }

    /** The same for a call that has no answer of its own. */
    public Problem tellUnforeseen(Call call, Throwable cause) {
        return tell(call, incident(call, cause));
    }

    private static Refusal incident(Call call, Throwable cause) {
        LOG.errorf(cause, "Unforeseen failure, decision %s", call.decision());
        return Refusal.of(Fault.UNFORESEEN, "Incident " + call.decision() + ".");
    }

    private static Future<Void> write(Exchange exchange, Buffer body) {
        if (!exchange.request().method().equals(HttpMethod.HEAD)) {
            return exchange.response().end(body);
        }
        exchange.response().putHeader("Content-Length", Integer.toString(body.length()));
        return exchange.response().end();
    }

    private ObjectNode body(Call call, Refusal refusal) {
        int status = status(refusal.fault().kind());
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:homeward:problem:" + refusal.fault().slug())
                .put("title", refusal.fault().title())
                .put("status", status)
                .put("detail", refusal.detail())
                .put("instance", "urn:uuid:" + call.decision())
                .put("decisionId", call.decision().toString());
        refusal.ruling().ifPresent(ruling -> problem.put("rule", ruling.rule()).put("code", ruling.code()));
        refusal.standing().ifPresent(notice -> problem.set("standing", standing(notice)));
        if (call.graph()) {
            problem.set("error", graphError(call, refusal));
        }
        return problem;
    }

    /** What a foreign tenant, and the person himself, may learn of a standing, with the way home. */
    public ObjectNode standing(StandingNotice notice) {
        ObjectNode standing = JsonNodeFactory.instance.objectNode().put("blocked", notice.blocked());
        notice.since().map(Instant::toString).ifPresent(since -> standing.put("since", since));
        ObjectNode home =
                standing.putObject("homeTenant").put("id", notice.home().toString());
        notice.homeTenantName().ifPresent(name -> home.put("name", name));
        standing.put("whoCanAct", who(notice.whoCanAct()));
        notice.remediation().ifPresent(route -> {
            ObjectNode remediation = standing.putObject("remediation").put("kind", kind(route));
            if (route.selfService()) {
                remediation.put("link", edge + "/" + notice.home() + "/remediate");
            }
        });
        return standing;
    }

    private static String who(WhoCanAct who) {
        return switch (who) {
            case SELF -> "self";
            case HOME_ADMINISTRATOR -> "homeAdministrator";
            case NOBODY -> "nobody";
        };
    }

    private static String kind(Route route) {
        return switch (route) {
            case MFA -> "multifactorAuthentication";
            case PASSWORD_CHANGE -> "securePasswordChange";
            case MFA_AND_PASSWORD_CHANGE -> "both";
            case ADMINISTRATOR, BLOCKED -> "administrator";
        };
    }

    private ObjectNode graphError(Call call, Refusal refusal) {
        ObjectNode error = JsonNodeFactory.instance
                .objectNode()
                .put("code", graphCode(refusal.fault().kind()))
                .put("message", refusal.detail());
        ObjectNode inner = error.putObject("innerError")
                .put("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("request-id", call.requestId().toString())
                .put(
                        "client-request-id",
                        call.clientRequestId().orElse(call.requestId().toString()));
        refusal.ruling().ifPresent(ruling -> inner.put("code", Integer.toString(ruling.code())));
        return error;
    }

    private static String graphCode(Fault.Kind kind) {
        return switch (kind) {
            case UNREADABLE, WRONG_METHOD, TOO_LARGE, TOO_LONG, TOO_MUCH_HEADER -> "Request_BadRequest";
            case UNAUTHENTICATED -> "InvalidAuthenticationToken";
            case REFUSED -> "Authorization_RequestDenied";
            case MISSING -> "Request_ResourceNotFound";
            case TOO_OFTEN -> "TooManyRequests";
            case AWAY, BROKEN, SLOW -> "serviceNotAvailable";
            case OURS -> "generalException";
        };
    }

    /**
     * RFC 6750; a step-up says what is missing (RFC 9470). A session that has ended asks for a token issued from now on, as continuous access
     * evaluation does: {@code claims} is an element of its own after a comma, standard Base64, which is how Graph's clients look for it.
     */
    private String challenge(Refusal refusal) {
        Fault fault = refusal.fault();
        if (fault == Fault.TOKEN_MISSING) {
            return "Bearer realm=\"homeward\"";
        }
        boolean more = fault == Fault.STEP_UP || fault == Fault.STRONG_STEP_UP;
        String error = more ? "insufficient_user_authentication" : "invalid_token";
        String wanted = more
                ? ", acr_values=\"%s\"".formatted(fault == Fault.STEP_UP ? "mfa" : "phr")
                : fault == Fault.SESSION_ENDED ? ", claims=\"%s\"".formatted(newerThanNow()) : "";
        return "Bearer realm=\"homeward\", error=\"%s\", error_description=\"%s\"%s"
                .formatted(error, quotable(refusal.detail()), wanted);
    }

    private String newerThanNow() {
        String claims = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"%d\"}}}"
                .formatted(clock.instant().getEpochSecond());
        return Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 6750 section 3: printable ASCII without quotes and backslashes. */
    private static String quotable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?").replace('"', '\'').replace('\\', '/');
    }

    static int status(Fault.Kind kind) {
        return switch (kind) {
            case UNREADABLE -> 400;
            case UNAUTHENTICATED -> 401;
            case REFUSED -> 403;
            case MISSING -> 404;
            case WRONG_METHOD -> 405;
            case TOO_LARGE -> 413;
            case TOO_LONG -> 414;
            case TOO_OFTEN -> 429;
            case TOO_MUCH_HEADER -> 431;
            case OURS -> 500;
            case BROKEN -> 502;
            case AWAY -> 503;
            case SLOW -> 504;
        };
    }
}
