package io.homeward.local.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the door answered to one call.
 *
 * @param call method and path, for people to read
 * @param body the JSON that came; a missing node where it was none
 * @param text the body as it came
 * @param took from sending to the last byte
 */
public record Answer(String call, int status, HttpHeaders headers, JsonNode body, String text, Duration took) {

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /**
     * The id of the rule that decided: from a refusal or a sign-in flow itself, else from the header that every answer of the
     * gateway carries. Empty where none decided.
     */
    public String rule() {
        for (JsonNode place : new JsonNode[] {body.path("rule"), body.at("/homeward/rule")}) {
            if (place.isTextual()) {
                return place.asText();
            }
        }
        return header("Homeward-Rule").orElse("");
    }

    /** The number of the sign-in error, from a refusal, a sign-in flow or an OAuth error. */
    public OptionalInt code() {
        JsonNode code = body.path("code");
        if (code.isTextual() || code.isInt()) {
            return number(code.asText());
        }
        JsonNode first = body.path("error_codes").path(0);
        return first.isInt() ? OptionalInt.of(first.asInt()) : OptionalInt.empty();
    }

    /** The text at a JSON pointer, empty where there is none. */
    public String text(String pointer) {
        return body.at(pointer).asText("");
    }

    private static OptionalInt number(String text) {
        return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
