package io.homeward.decisions;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.feed.FeedJson;

/** How decisions are written down: as the facts travel in feeds, so that whoever reads those can read these. */
public final class DecisionJson {
    private DecisionJson() {}

    public static String write(LoggedDecision decision) throws JsonProcessingException {
        return FeedJson.mapper().writeValueAsString(decision);
    }

    public static String write(DecisionLine line) throws JsonProcessingException {
        return FeedJson.mapper().writerFor(DecisionLine.class).writeValueAsString(line);
    }

    /** @throws JsonProcessingException where the text is no decision of a version we read */
    public static LoggedDecision read(String text) throws JsonProcessingException {
        return FeedJson.mapper().readValue(text, LoggedDecision.class);
    }

    /** @throws JsonProcessingException where the text is no line of a version we read */
    public static DecisionLine readLine(String text) throws JsonProcessingException {
        return FeedJson.mapper().readValue(text, DecisionLine.class);
    }
}
