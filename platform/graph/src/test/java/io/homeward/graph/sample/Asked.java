package io.homeward.graph.sample;

import io.homeward.graph.query.ClearTokens;
import io.homeward.graph.query.Places;
import io.homeward.graph.query.QueryHeaders;
import io.homeward.graph.query.QueryOptions;
import java.util.List;
import java.util.Map;

/** Query options as one caller asks them. */
public final class Asked {
    private Asked() {}

    public static QueryOptions of(Map<String, List<String>> parameters) {
        return of(parameters, QueryHeaders.NONE);
    }

    public static QueryOptions of(Map<String, List<String>> parameters, QueryHeaders headers) {
        return QueryOptions.of(parameters, headers, new Places(new ClearTokens(), "somebody"));
    }
}
