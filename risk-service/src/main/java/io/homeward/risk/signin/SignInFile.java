package io.homeward.risk.signin;

import java.io.IOException;
import java.util.Optional;

/** A file of sign-ins being read, one at a time. */
public interface SignInFile {

    /**
     * The next element, good or bad; empty at the end. What cannot be read on from is the last element, a bad one.
     *
     * @throws IOException where the file itself cannot be read, as opposed to understood
     */
    Optional<Reading> next() throws IOException;

    /** What {@link #next} read last, as it is written; empty where there is nothing to show. */
    String row();
}
