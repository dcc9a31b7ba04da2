package io.homeward.graph.refusal;

/** A request to a Graph resource that cannot be served, with what its caller is told. */
public final class GraphRefusal extends RuntimeException {
    private final transient Rejection rejection;

    public GraphRefusal(Rejection rejection) {
        super(rejection.detail());
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }

    public static GraphRefusal badRequest(String detail) {
        return new GraphRefusal(Rejection.of(400, "bad-request", "The request is not understood", detail));
    }

    /** A query that could be served if it were asked otherwise; the code is the one that clients of directory objects know. */
    public static GraphRefusal unsupportedQuery(String detail) {
        return new GraphRefusal(Rejection.of(400, "unsupported-query", "The query is not supported", detail)
                .withGraphCode("Request_UnsupportedQuery"));
    }

    /** Also for what is there but another tenant's: the two cannot be told apart. */
    public static GraphRefusal notFound(String id) {
        return new GraphRefusal(Rejection.of(
                404,
                "not-found",
                "There is no such thing here",
                "Resource '%s' does not exist or one of its queried reference-property objects are not present."
                        .formatted(id)));
    }

    /**
     * A delta query that cannot go on from its token.
     *
     * @param start where to begin anew; the answer's {@code Location}
     */
    public static GraphRefusal syncStateNotFound(String start) {
        return new GraphRefusal(Rejection.of(
                        410,
                        "sync-state-not-found",
                        "The delta query must begin anew",
                        "The token is too old, or not one of this query. Begin again without it.")
                .withGraphCode("syncStateNotFound")
                .withHeader("Location", start));
    }

    public static GraphRefusal forbidden() {
        return new GraphRefusal(Rejections.forbidden());
    }

    public static GraphRefusal conflict(String detail) {
        return new GraphRefusal(Rejection.of(409, "conflict", "It does not go with what is there", detail));
    }

    public static GraphRefusal preconditionFailed() {
        return new GraphRefusal(Rejection.of(
                412,
                "changed",
                "It was changed by someone else",
                "The ETag in If-Match is not that of the present version."));
    }

    public static GraphRefusal preconditionRequired() {
        return new GraphRefusal(Rejection.of(
                412,
                "if-match-required",
                "The version to change must be named",
                "This request needs the header If-Match."));
    }
}
