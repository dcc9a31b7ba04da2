package io.homeward.gateway.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The answers of a batch in one body, in the order of its parts. */
public record BatchAnswer(Batch batch, Map<String, PartAnswer> answers) {
    public BatchAnswer {
        answers = Map.copyOf(answers);
    }

    public byte[] json() {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = Batch.JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeArrayFieldStart("responses");
            for (Part part : batch.parts()) {
                write(out, part, Optional.ofNullable(answers.get(part.id())).orElseThrow());
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Part part, PartAnswer answer) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", part.id());
        out.writeNumberField("status", answer.status());
        out.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            out.writeStringField(header.getKey(), header.getValue());
        }
        out.writeEndObject();
        if (answer.body().length > 0) {
            body(out, answer);
        }
        out.writeEndObject();
    }

    /** JSON stands inside as it is; what only claims to be JSON must not break the whole, so it is looked at first. */
    private static void body(JsonGenerator out, PartAnswer answer) throws IOException {
        if (saysJson(answer) && isJson(answer.body())) {
            out.writeFieldName("body");
            out.writeRawValue(new String(answer.body(), StandardCharsets.UTF_8));
        } else {
            out.writeBinaryField("body", answer.body());
        }
    }

    private static boolean saysJson(PartAnswer answer) {
        return answer.headers().entrySet().stream()
                .anyMatch(header ->
                        header.getKey().equalsIgnoreCase("Content-Type") && MediaType.isJson(header.getValue()));
    }

    /** One whole value and nothing behind it. */
    private static boolean isJson(byte[] body) throws IOException {
        try (JsonParser parser = Batch.JSON.createParser(body)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
