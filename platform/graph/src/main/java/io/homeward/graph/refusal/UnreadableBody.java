package io.homeward.graph.refusal;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a body in the words of its sender: the member, the place, what would be right; no class of ours. */
final class UnreadableBody {

    /** A value is repeated back only as far as somebody needs to recognise it. */
    private static final int SHOWN = 60;

    private final ObjectMapper json;

    UnreadableBody(ObjectMapper json) {
        this.json = json;
    }

    /** Whether it is the sender's fault at all: what we could not write, or defined wrongly, is ours. */
    static boolean isSenders(JsonProcessingException e) {
        return e.getProcessor() instanceof JsonParser && !(e instanceof InvalidDefinitionException);
    }

    String explain(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "The value of '%s'%s %s.".formatted(path(mapping), place(e), wrong(mapping));
        }
        if (e instanceof MismatchedInputException mismatch) {
            return "The body%s %s.".formatted(place(e), wrong(mismatch));
        }
        return "The body is not valid JSON%s.".formatted(place(e));
    }

    private String wrong(JsonMappingException e) {
        if (e instanceof InvalidTypeIdException type) {
            return "has an unknown @odata.type '%s'".formatted(shortened(type.getTypeId()));
        }
        if (e instanceof InvalidFormatException format) {
            return "is '%s', but must be %s".formatted(shortened(format.getValue()), wanted(format.getTargetType()));
        }
        if (e instanceof MismatchedInputException mismatch) {
            return "must be " + wanted(mismatch.getTargetType());
        }
        return "is not acceptable";
    }

    private String wanted(@Nullable Class<?> target) {
        if (target == null) {
            return "of another kind";
        }
        if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants())
                    .map(constant -> json.<com.fasterxml.jackson.databind.JsonNode>valueToTree(constant)
                            .asText())
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (CharSequence.class.isAssignableFrom(target)) {
            return "a text";
        }
        if (target == boolean.class || target == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(target) || target.isPrimitive()) {
            return "a number";
        }
        if (target == UUID.class) {
            return "a UUID";
        }
        if (TemporalAccessor.class.isAssignableFrom(target)) {
            return "a date and time as in ISO 8601";
        }
        if (target == java.time.Duration.class || target == java.time.Period.class) {
            return "a duration as in ISO 8601";
        }
        return Collection.class.isAssignableFrom(target) || target.isArray() ? "an array" : "an object of its type";
    }

    private static String path(JsonMappingException e) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String place(JsonProcessingException e) {
        @Nullable JsonLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
