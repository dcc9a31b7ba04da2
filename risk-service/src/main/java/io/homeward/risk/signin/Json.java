package io.homeward.risk.signin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** JSON from outside: bounded in its depth and its values. */
public final class Json {
    /** No value of a sign-in is longer than this by far. */
    private static final int LONGEST_VALUE = 100_000;

    /** Real sign-ins nest a handful of objects. */
    private static final int DEEPEST = 64;

    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_VALUE)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private Json() {}

    /** What the parser says, without the excerpt of the source it adds. */
    public static Reading.Bad broken(JsonProcessingException e, long begins) {
        long line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
        String what = e instanceof JsonParseException
                ? e.getOriginalMessage()
                : "The text ends too early, nests too deeply or a value is too long";
        return new Reading.Bad(begins - 1 + line, "Not JSON: " + what);
    }
}
