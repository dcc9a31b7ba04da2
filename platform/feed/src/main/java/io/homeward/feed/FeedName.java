package io.homeward.feed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of a feed, as it stands in its path: lower-case letters, digits and hyphens, beginning with a letter, at most 40. */
public record FeedName(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FeedName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the name of a feed: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
