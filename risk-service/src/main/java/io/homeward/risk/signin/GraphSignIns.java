package io.homeward.risk.signin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Graph {@code signIn} objects, alone, as a JSON array, as a page ({@code {"value": […]}}) or one a line (NDJSON). */
public final class GraphSignIns {
    private GraphSignIns() {}

    /** One sign-in; the line of a bad one is where it begins. */
    public static Reading one(byte[] body) {
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            if (json.nextToken() == null) {
                return new Reading.Bad(1, "There is no sign-in");
            }
            Reading reading = GraphSignIn.read(json, json.currentTokenLocation().getLineNr());
            return json.nextToken() == null ? reading : new Reading.Bad(1, "There is more than one sign-in");
        } catch (JsonProcessingException e) {
            return Json.broken(e, 1);
        } catch (IOException e) {
            // Bytes that look like UTF-32 and are none.
            return new Reading.Bad(1, "Not JSON: the text is no UTF-8");
        }
    }

    /** A JSON array, or an object with an array in {@code value}. */
    public static SignInFile array(InputStream file) {
        return new ElementFile(new JsonElements(file), GraphSignIns::read);
    }

    /** One object a line; empty lines are passed over. */
    public static SignInFile lines(InputStream file) {
        return new ElementFile(new Lines(file).written(), GraphSignIns::read);
    }

    /** One sign-in of a file. */
    public static Optional<Reading> read(Element element) {
        try (JsonParser json = Json.FACTORY.createParser(element.text())) {
            json.nextToken();
            Reading reading = GraphSignIn.read(json, element.line());
            return Optional.of(
                    json.nextToken() == null
                            ? reading
                            : new Reading.Bad(element.line(), "There is more than one sign-in in the line"));
        } catch (JsonProcessingException e) {
            return Optional.of(Json.broken(e, element.line()));
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory can always be read", e);
        }
    }
}
