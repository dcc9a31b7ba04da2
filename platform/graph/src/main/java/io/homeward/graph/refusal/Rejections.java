package io.homeward.graph.refusal;

/** What every service refuses alike. */
final class Rejections {
    private Rejections() {}

    static Rejection unreadable(String detail) {
        return Rejection.of(400, "bad-request", "The request is not understood", detail);
    }

    static Rejection unauthenticated() {
        return Rejection.of(
                        401,
                        "unauthenticated",
                        "Who is calling is not known",
                        "Access token is empty, invalid or expired.")
                .withHeader("WWW-Authenticate", "Bearer");
    }

    static Rejection forbidden() {
        return Rejection.of(
                403, "forbidden", "This caller may not do that", "Insufficient privileges to complete the operation.");
    }

    static Rejection tooLarge(long limit) {
        return Rejection.of(
                413, "too-large", "The body is too large", "The body may have at most %d bytes.".formatted(limit));
    }

    static Rejection unavailable() {
        return Rejection.of(503, "unavailable", "Not now", "The service cannot answer at the moment. Try again.")
                .withHeader("Retry-After", "1");
    }

    /** The log says more under this incident; the caller is told no more than that. */
    static Rejection unforeseen(String incident) {
        return Rejection.of(500, "internal-error", "Internal error", "Incident " + incident)
                .withMember("incident", incident);
    }

    /** What the framework refused, in its status. */
    static Rejection framework(int status) {
        return switch (status) {
            case 401 -> unauthenticated();
            case 403 -> forbidden();
            case 404 -> Rejection.of(404, "not-found", "There is no such thing here", "The path leads to nothing.");
            case 405 ->
                Rejection.of(405, "method-not-allowed", "Not with this method", "The method is not allowed here.");
            case 406 -> Rejection.of(406, "not-acceptable", "Not in this format", "The answer can only be JSON.");
            case 413 -> Rejection.of(413, "too-large", "The body is too large", "The body is too large.");
            case 415 ->
                Rejection.of(
                        415,
                        "unsupported-media-type",
                        "Not in this format",
                        "The body must have the Content-Type the contract names.");
            case 503 -> unavailable();
            default -> Rejection.of(status, "refused", "The request cannot be served", "The request cannot be served.");
        };
    }
}
