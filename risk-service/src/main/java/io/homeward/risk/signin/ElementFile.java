package io.homeward.risk.signin;

import java.io.IOException;
import java.util.Optional;

/** A file of elements in the words of one system. What is about something else than sign-ins is passed over. */
public final class ElementFile implements SignInFile {
    private final Elements elements;
    private final Dialect dialect;
    private long line;
    private String row = "";
    private boolean ended;

    public ElementFile(Elements elements, Dialect dialect) {
        this.elements = elements;
        this.dialect = dialect;
    }

    @Override
    public Optional<Reading> next() throws IOException {
        while (!ended) {
            Optional<Element> element;
            try {
                element = elements.next();
            } catch (UnreadableEnd e) {
                ended = true;
                row = "";
                return Optional.of(new Reading.Bad(line + 1, e.reason()));
            }
            if (element.isEmpty()) {
                return Optional.empty();
            }
            line = element.get().line();
            row = element.get().text();
            Optional<Reading> reading = read(element.get());
            if (reading.isPresent()) {
                return reading;
            }
        }
        return Optional.empty();
    }

    @Override
    public String row() {
        return row;
    }

    private Optional<Reading> read(Element element) {
        return element.faulty() ? Optional.of(new Reading.Bad(element.line(), element.fault())) : dialect.read(element);
    }
}
