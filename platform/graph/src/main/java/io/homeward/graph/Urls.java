package io.homeward.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The text of a query parameter as clients of Graph are used to see it: a blank is {@code %20} and the dollar stays. */
final class Urls {
    private Urls() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%24", "$");
    }
}
