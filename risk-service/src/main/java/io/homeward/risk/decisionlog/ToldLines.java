package io.homeward.risk.decisionlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a request, decompressed within bounds. */
final class ToldLines {
    /** A gateway sends half a MiB, and a single line of up to four where one decision is that large. */
    private static final int LARGEST = 8 << 20;

    /** More than half a MiB holds of the shortest lines. */
    private static final int MOST = 10_000;

    private ToldLines() {}

    /** @throws Refusal {@link Fault#BAD_REQUEST} where it is not gzip although it says so, or too much */
    static Stream<String> of(byte[] body, @Nullable String encoding) {
        byte[] plain = encoding == null || encoding.equals("identity") ? body : decompressed(body, encoding);
        String text = new String(plain, UTF_8);
        if (text.lines().limit(MOST + 1L).count() > MOST) {
            throw new Refusal(Fault.BAD_REQUEST, "There are more than %d lines.".formatted(MOST));
        }
        return text.lines();
    }

    private static byte[] decompressed(byte[] body, String encoding) {
        if (!encoding.equals("gzip")) {
            throw new Refusal(Fault.BAD_REQUEST, "The body is neither plain nor gzip.");
        }
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = gzip.readNBytes(LARGEST + 1);
            if (plain.length > LARGEST) {
                throw new Refusal(Fault.BAD_REQUEST, "The body has more than %d bytes.".formatted(LARGEST));
            }
            return plain;
        } catch (IOException e) {
            throw new Refusal(Fault.BAD_REQUEST, "The body is no gzip.");
        }
    }
}
