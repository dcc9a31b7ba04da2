package io.homeward.graph.query;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers of a request say about its query.
 *
 * @param eventual {@code ConsistencyLevel: eventual}
 * @param pageSize {@code Prefer: odata.maxpagesize=…}, which means the same as {@code $top} where that is absent, and is never too much
 */
public record QueryHeaders(boolean eventual, OptionalInt pageSize) {
    public static final QueryHeaders NONE = new QueryHeaders(false, OptionalInt.empty());

    private static final Pattern PAGE_SIZE =
            Pattern.compile("(?:^|[,;\\s])(?:odata\\.)?maxpagesize\\s*=\\s*\"?(\\d{1,9})", Pattern.CASE_INSENSITIVE);

    public static QueryHeaders of(List<String> consistencyLevel, List<String> prefer) {
        OptionalInt size = prefer.stream()
                .map(PAGE_SIZE::matcher)
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .filter(items -> items > 0)
                .findFirst();
        return new QueryHeaders(
                consistencyLevel.stream().anyMatch(level -> level.strip().equalsIgnoreCase("eventual")), size);
    }
}
