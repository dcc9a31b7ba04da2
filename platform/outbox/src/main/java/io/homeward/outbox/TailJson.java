package io.homeward.outbox;

import com.fasterxml.jackson.core.JsonGenerator;
import io.homeward.feed.FeedJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a {@link io.homeward.feed.TailAnswer} from changes that are written already. */
final class TailJson {
    private TailJson() {}

    static byte[] write(TailService.Answer answer) {
        int size = 200;
        for (Tail.Entry change : answer.changes()) {
            size += change.json().length() + 1;
        }
        var out = new ByteArrayOutputStream(size);
        try (JsonGenerator json = FeedJson.mapper().getFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("epoch", answer.head().epoch());
            json.writeNumberField("head", answer.head().position());
            json.writeBooleanField("certified", answer.certified());
            json.writeArrayFieldStart("changes");
            for (Tail.Entry change : answer.changes()) {
                json.writeRawValue(change.json());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
