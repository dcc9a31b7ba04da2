package io.homeward.gateway.web;

import java.util.Map;

/**
 * A refusal as HTTP says it, before it is written anywhere.
 *
 * @param headers without the ids that every answer carries
 * @param json the body
 */
public record Problem(int status, Map<String, String> headers, String json) {
    public Problem {
        headers = Map.copyOf(headers);
    }
}
