package io.homeward.gateway.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.feed.FeedJson;

/** How decisions are written down: as the facts travel in feeds, so that whoever reads those can read these. */
public final class DecisionJson {
    private DecisionJson() {}

    static String write(LoggedDecision decision) throws JsonProcessingException {
        return FeedJson.mapper().writeValueAsString(decision);
    }

    /** @throws JsonProcessingException where the line is no decision of a version we read */
    public static LoggedDecision read(String line) throws JsonProcessingException {
        return FeedJson.mapper().readValue(line, LoggedDecision.class);
    }
}
