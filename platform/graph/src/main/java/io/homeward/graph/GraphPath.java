package io.homeward.graph;

/** Where the Graph API lives. */
public final class GraphPath {

    /**
     * What the path of a Graph resource begins with: {@code @Path(GraphPath.ROOT + "/identityProtection/riskyUsers")}. {@code /beta} is
     * another name of {@code /v1.0}; both show the same.
     */
    public static final String ROOT = "/{version:v1\\.0|beta}";

    /** The path segment of the number of items: {@code @Path("users/" + GraphPath.COUNT)}. Some clients encode the dollar. */
    public static final String COUNT = "{count:(?:\\$|%24)count}";

    /** The path segment of a delta query, in each of the forms that clients write. */
    public static final String DELTA = "{delta:(?:microsoft\\.graph\\.)?delta(?:\\(\\))?}";

    private GraphPath() {}

    /** Whether a request is answered in the conventions of Microsoft Graph; everything else is our own API. */
    public static boolean covers(String path) {
        return path.startsWith("/v1.0/") || path.startsWith("/beta/") || path.equals("/v1.0") || path.equals("/beta");
    }
}
