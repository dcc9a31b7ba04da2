package io.homeward.risk.signin;

import java.util.Optional;

/** How one system words a sign-in. */
public interface Dialect {

    /** The sign-in of an element that is whole; empty where it is about something else. */
    Optional<Reading> read(Element element);
}
