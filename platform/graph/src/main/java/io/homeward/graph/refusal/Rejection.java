package io.homeward.graph.refusal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal as it is told to the caller, before it has one of the two shapes: the error body of Graph on Graph paths,
 * {@code application/problem+json} (RFC 9457) elsewhere. Everything in it is shown, so it names nothing the caller may not see.
 *
 * @param slug the last part of the problem's type, {@code urn:homeward:problem:<slug>}; also what a program can tell kinds by
 * @param title what kind of refusal it is, the same each time
 * @param detail what it was this time; Graph's {@code message}
 * @param graphCode Graph's {@code code}
 * @param inner Graph's {@code innerError.message}, where it has one
 * @param headers of the answer, e.g. {@code Retry-After}
 * @param members further members of the body, in both shapes (in Graph's within {@code error})
 */
public record Rejection(
        int status,
        String slug,
        String title,
        String detail,
        String graphCode,
        Optional<String> inner,
        Map<String, String> headers,
        Map<String, Object> members) {

    public Rejection {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** With the code that Graph gives refusals of this status. */
    public static Rejection of(int status, String slug, String title, String detail) {
        return new Rejection(status, slug, title, detail, graphCode(status), Optional.empty(), Map.of(), Map.of());
    }

    /** For a service's catalogue: the constant's name in lower case with dashes is the slug. */
    public static Rejection of(int status, Enum<?> fault, String title, String detail) {
        return of(status, fault.name().toLowerCase(Locale.ROOT).replace('_', '-'), title, detail);
    }

    public Rejection withGraphCode(String code) {
        return new Rejection(status, slug, title, detail, code, inner, headers, members);
    }

    public Rejection withInner(String message) {
        return new Rejection(status, slug, title, detail, graphCode, Optional.of(message), headers, members);
    }

    public Rejection withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Rejection(status, slug, title, detail, graphCode, inner, more, members);
    }

    public Rejection withMember(String name, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Rejection(status, slug, title, detail, graphCode, inner, headers, more);
    }

    private static String graphCode(int status) {
        return switch (status) {
            case 401 -> "InvalidAuthenticationToken";
            case 403 -> "Authorization_RequestDenied";
            case 404 -> "Request_ResourceNotFound";
            case 405 -> "Request_BadRequest";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 412, 428 -> "resourceModified";
            case 413 -> "RequestEntityTooLarge";
            case 415 -> "UnsupportedMediaType";
            case 429 -> "TooManyRequests";
            case 500 -> "InternalServerError";
            case 503 -> "serviceNotAvailable";
            default -> "BadRequest";
        };
    }
}
