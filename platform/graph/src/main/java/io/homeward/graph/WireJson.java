package io.homeward.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/**
 * How bodies are read and written: unknown members are ignored, but a known one of the wrong kind is refused and never converted in silence;
 * times are written in UTC with at most seven digits of a second, which is all that some clients can read.
 */
@Singleton
public class WireJson implements ObjectMapperCustomizer {

    /** After the framework's own modules, so that ours is asked first. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper json) {
        json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        json.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        refuse(
                json,
                LogicalType.Textual,
                CoercionInputShape.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean);
        refuse(
                json,
                LogicalType.Boolean,
                CoercionInputShape.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.String);
        refuse(
                json,
                LogicalType.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean,
                CoercionInputShape.String);
        json.registerModule(new SimpleModule("times").addSerializer(new Ticks()));
    }

    private static void refuse(ObjectMapper json, LogicalType target, CoercionInputShape... shapes) {
        for (CoercionInputShape shape : shapes) {
            json.coercionConfigFor(target).setCoercion(shape, CoercionAction.Fail);
        }
    }

    private static final class Ticks extends StdSerializer<Instant> {
        /** Instants are written with 0, 3, 6 or 9 digits of a second. */
        private static final int NINE_DIGITS = "2026-01-01T00:00:00.000000000Z".length();

        Ticks() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            String text = value.toString();
            out.writeString(text.length() == NINE_DIGITS ? text.substring(0, NINE_DIGITS - 3) + "Z" : text);
        }
    }
}
