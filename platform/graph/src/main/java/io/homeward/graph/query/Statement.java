package io.homeward.graph.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * SQL with named parameters ({@code :graph1}) and their values. The text holds nothing of the request, so it can be cached and logged.
 */
public record Statement(String sql, Map<String, Object> bindings) {
    public Statement {
        bindings = Collections.unmodifiableMap(new LinkedHashMap<>(bindings));
    }
}
