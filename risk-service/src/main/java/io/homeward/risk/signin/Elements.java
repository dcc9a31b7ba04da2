package io.homeward.risk.signin;

import java.io.IOException;
import java.util.Optional;

/** The elements of a file, one at a time, in bounded memory. */
public interface Elements {

    /**
     * The next one; empty at the end.
     *
     * @throws IOException where the file itself cannot be read
     */
    Optional<Element> next() throws IOException;
}
