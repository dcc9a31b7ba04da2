package io.homeward.gateway.batch;

import java.util.Locale;

/** What a {@code Content-Type} says about how a body stands inside JSON. */
final class MediaType {
    private MediaType() {}

    /** {@code application/json}, {@code application/problem+json} and their like. */
    static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }
}
