package io.homeward.remediation.credential;

import java.time.Instant;

/** What came of one try with one authenticator. */
public sealed interface Proof {

    record Right() implements Proof {}

    /** Wrong, replayed, or there is nothing to try: the three are not told apart. */
    record Wrong() implements Proof {}

    /** It was right, but too many were wrong before: not before this time. */
    record Throttled(Instant until) implements Proof {}
}
