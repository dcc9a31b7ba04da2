package io.homeward.risk.signin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Graph {@code signIn} objects, alone, as a JSON array, as a page ({@code {"value": […]}}) or one a line (NDJSON). */
public final class GraphSignIns {

    /** No value of a sign-in is longer than this by far. */
    private static final int LONGEST_VALUE = 100_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_VALUE)
                    .maxNestingDepth(64)
                    .build())
            .build();

    private GraphSignIns() {}

    /** One sign-in; the line of a bad one is where it begins. */
    public static Reading one(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() == null) {
                return new Reading.Bad(1, "There is no sign-in");
            }
            Reading reading = GraphSignIn.read(json, json.currentTokenLocation().getLineNr());
            return json.nextToken() == null ? reading : new Reading.Bad(1, "There is more than one sign-in");
        } catch (JsonProcessingException e) {
            return broken(e, 0);
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can always be read", e);
        }
    }

    /** A JSON array, or an object with an array in {@code value}. */
    public static SignInFile array(InputStream file) throws IOException {
        return new ArrayFile(JSON.createParser(file));
    }

    /** One object a line; empty lines are passed over. */
    public static SignInFile lines(InputStream file) {
        return new LinesFile(new Lines(file));
    }

    /** What the parser says, without the excerpt of the source it adds. */
    private static Reading.Bad broken(JsonProcessingException e, long linesBefore) {
        long line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
        String what = e instanceof JsonParseException
                ? e.getOriginalMessage()
                : "The text ends too early or a value is too long";
        return new Reading.Bad(linesBefore + line, "Not JSON: " + what);
    }

    private static final class ArrayFile implements SignInFile {
        private final JsonParser json;
        private boolean begun;
        private boolean ended;

        ArrayFile(JsonParser json) {
            this.json = json;
        }

        @Override
        public Optional<Reading> next() throws IOException {
            if (ended) {
                return Optional.empty();
            }
            try {
                if (!begun) {
                    begun = true;
                    Optional<Reading> problem = begin();
                    if (problem.isPresent()) {
                        ended = true;
                        return problem;
                    }
                }
                return element();
            } catch (JsonProcessingException e) {
                ended = true;
                return Optional.of(broken(e, 0));
            }
        }

        private Optional<Reading> begin() throws IOException {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            while (first == JsonToken.START_OBJECT && json.nextToken() == JsonToken.FIELD_NAME) {
                boolean value = json.currentName().equals("value");
                if (json.nextToken() == JsonToken.START_ARRAY && value) {
                    return Optional.empty();
                }
                json.skipChildren();
            }
            return Optional.of(new Reading.Bad(1, "Neither an array of sign-ins nor an object with one in \"value\""));
        }

        private Optional<Reading> element() throws IOException {
            JsonToken token = json.nextToken();
            if (token == JsonToken.END_ARRAY) {
                ended = true;
                return Optional.empty();
            }
            if (token == null) {
                ended = true;
                return Optional.of(
                        new Reading.Bad(json.currentLocation().getLineNr(), "Not JSON: the text ends too early"));
            }
            return Optional.of(
                    GraphSignIn.read(json, json.currentTokenLocation().getLineNr()));
        }
    }

    private static final class LinesFile implements SignInFile {
        private final Lines lines;

        LinesFile(Lines lines) {
            this.lines = lines;
        }

        @Override
        public Optional<Reading> next() throws IOException {
            Optional<Lines.Line> line;
            do {
                line = lines.next();
            } while (line.isPresent()
                    && !line.get().tooLong()
                    && line.get().text().isBlank());
            return line.map(LinesFile::read);
        }

        private static Reading read(Lines.Line line) {
            if (line.tooLong()) {
                return new Reading.Bad(line.number(), "The line is too long");
            }
            try (JsonParser json = JSON.createParser(line.text())) {
                json.nextToken();
                Reading reading = GraphSignIn.read(json, line.number());
                return json.nextToken() == null
                        ? reading
                        : new Reading.Bad(line.number(), "There is more than one sign-in in the line");
            } catch (JsonProcessingException e) {
                return broken(e, line.number() - 1);
            } catch (IOException e) {
                throw new IllegalStateException("A text in memory can always be read", e);
            }
        }
    }
}
