package io.homeward.gateway.route;

import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Refusal;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Requests that two servers could understand differently are refused before anything is decided about them. */
final class RequestGuard {

    /** A name or an address, and perhaps a port. */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private RequestGuard() {}

    static Optional<Refusal> check(HttpServerRequest request, Set<String> methods) {
        MultiMap headers = request.headers();
        if (!methods.contains(request.method().name())) {
            return Optional.of(Refusal.of(
                            Fault.METHOD_NOT_ALLOWED,
                            "Served here: %s."
                                    .formatted(String.join(
                                            ", ", methods.stream().sorted().toList())))
                    .with("Allow", String.join(", ", methods.stream().sorted().toList())));
        }
        List<String> hosts = headers.getAll("Host");
        if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
            return unreadable("Exactly one host is named by name or address.");
        }
        List<String> codings = headers.getAll("Transfer-Encoding");
        List<String> lengths = headers.getAll("Content-Length");
        if (!codings.isEmpty() && !(codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"))) {
            return unreadable("The only transfer coding served is chunked.");
        }
        if (!codings.isEmpty() && (!lengths.isEmpty() || request.version() != HttpVersion.HTTP_1_1)) {
            return unreadable("A body has a length or is chunked, never both.");
        }
        if (lengths.size() > 1
                || lengths.stream().anyMatch(each -> !LENGTH.matcher(each).matches())) {
            return unreadable("A body has one length.");
        }
        if (headers.getAll("Authorization").size() > 1) {
            return unreadable("A call is authorized once.");
        }
        return Optional.empty();
    }

    /** What to say where the request could not even be taken apart. */
    static Refusal undecodable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return Refusal.of(Fault.LINE_TOO_LONG, "A request line has at most 8 KiB.");
        }
        if (cause instanceof TooLongFrameException) {
            return Refusal.of(Fault.HEADERS_TOO_LARGE, "All headers together have at most 16 KiB.");
        }
        return Refusal.of(Fault.UNREADABLE_REQUEST, "This is no HTTP/1.1 request that can be read in one way.");
    }

    private static Optional<Refusal> unreadable(String detail) {
        return Optional.of(Refusal.of(Fault.UNREADABLE_REQUEST, detail));
    }
}
