package io.homeward.graph.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.tenancy.NotForThisCaller;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * The refusals that all services have in common. A service adds a mapper of its own {@code Refusal} and nothing else.
 *
 * <p>Some exceptions are named although a more general one is too: the framework has its own answers to exactly these, in other shapes, and
 * the more precise mapper wins.
 */
public class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final List<String> KEPT =
            List.of(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER, HttpHeaders.ALLOW);

    private final Answers answers;
    private final UnreadableBody unreadable;
    private final AllowedMethods allowed;

    Refusals(Answers answers, ObjectMapper json, AllowedMethods allowed) {
        this.answers = answers;
        this.allowed = allowed;
        this.unreadable = new UnreadableBody(json);
    }

    @ServerExceptionMapper
    public RestResponse<ObjectNode> refused(GraphRefusal refusal, RoutingContext request) {
        return answers.to(request, refusal.rejection());
    }

    @ServerExceptionMapper
    public RestResponse<ObjectNode> notForThisCaller(NotForThisCaller refusal, RoutingContext request) {
        LOG.debugf("Request %s: %s", RequestIds.of(request), refusal.getMessage());
        return answers.to(request, Rejections.forbidden());
    }

    @ServerExceptionMapper(ForbiddenException.class)
    public RestResponse<ObjectNode> forbidden(RoutingContext request) {
        return answers.to(request, Rejections.forbidden());
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public RestResponse<ObjectNode> unauthenticated(RoutingContext request) {
        return answers.to(request, Rejections.unauthenticated());
    }

    @ServerExceptionMapper({MismatchedInputException.class, JsonProcessingException.class})
    public RestResponse<ObjectNode> unreadable(Exception e, RoutingContext request) {
        return e instanceof JsonProcessingException json && UnreadableBody.isSenders(json)
                ? answers.to(request, Rejections.unreadable(unreadable.explain(json)))
                : unforeseen(e, request);
    }

    @ServerExceptionMapper
    public RestResponse<ObjectNode> violated(ConstraintViolationException e, RoutingContext request) {
        List<ConstraintViolation<?>> violations = new ArrayList<>(e.getConstraintViolations());
        if (violations.isEmpty() || !violations.stream().allMatch(Refusals::isOfAnArgument)) {
            return unforeseen(e, request); // our own answer, or something deep inside: not the caller's fault
        }
        List<Map<String, String>> details = violations.stream()
                .map(violation ->
                        Map.of("code", "InvalidValue", "target", target(violation), "message", violation.getMessage()))
                .sorted(Comparator.comparing(detail -> detail.get("target") + detail.get("message")))
                .toList();
        String detail = details.stream()
                .map(one -> "%s: %s".formatted(one.get("target"), one.get("message")))
                .collect(Collectors.joining("; "));
        return answers.to(request, Rejections.unreadable(detail).withMember("details", details));
    }

    /** What the framework refuses keeps its status and the headers that belong to it. */
    @ServerExceptionMapper
    public RestResponse<ObjectNode> framework(WebApplicationException e, RoutingContext request) {
        int status = e.getResponse().getStatus();
        if (status == 400 && e.getCause() instanceof JsonProcessingException json) {
            return answers.to(request, Rejections.unreadable(unreadable.explain(json))); // a body that was read
        }
        if (status >= 500 && status != 503) {
            return unforeseen(e, request);
        }
        Rejection rejection = Rejections.framework(status);
        if (status == 405) {
            Optional<String> methods = allowed.at(request.normalizedPath());
            rejection = methods.isPresent() ? rejection.withHeader(HttpHeaders.ALLOW, methods.get()) : rejection;
        }
        for (String header : KEPT) {
            String value = e.getResponse().getHeaderString(header);
            if (value != null) {
                rejection = rejection.withHeader(header, value);
            }
        }
        return answers.to(request, rejection);
    }

    @ServerExceptionMapper
    public RestResponse<ObjectNode> unforeseen(Exception e, RoutingContext request) {
        if (isDatabaseAway(e)) {
            LOG.warnf("Request %s: the database is away: %s", RequestIds.of(request), e.getMessage());
            return answers.to(request, Rejections.unavailable());
        }
        if (request.response().ended()) {
            // The framework has already answered, for instance a body that grew too large on its way.
            LOG.debugf(e, "Request %s was given up", RequestIds.of(request));
            return answers.to(request, Rejections.unreadable("The request was given up."));
        }
        String incident = UUID.randomUUID().toString();
        LOG.errorf(e, "Unforeseen failure, incident %s, request %s", incident, RequestIds.of(request));
        return answers.to(request, Rejections.unforeseen(incident));
    }

    /** No connection to be had, or the server is going down or coming up (PostgreSQL's classes 08, 53 and 57P). */
    private static boolean isDatabaseAway(Exception e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (state == null
                        ? String.valueOf(sql.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("acquisition timeout")
                        : state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOfAnArgument(ConstraintViolation<?> violation) {
        var nodes = violation.getPropertyPath().iterator();
        return nodes.hasNext()
                && nodes.next().getKind() == ElementKind.METHOD
                && nodes.hasNext()
                && Set.of(ElementKind.PARAMETER, ElementKind.CROSS_PARAMETER)
                        .contains(nodes.next().getKind());
    }

    /** The path below the argument; the argument's own name where there is nothing below. */
    private static String target(ConstraintViolation<?> violation) {
        var names = new ArrayList<String>();
        for (Path.Node node : violation.getPropertyPath()) {
            names.add(node.toString());
        }
        return String.join(".", names.size() > 2 ? names.subList(2, names.size()) : names.subList(1, names.size()));
    }
}
