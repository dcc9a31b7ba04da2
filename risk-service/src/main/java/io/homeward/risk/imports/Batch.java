package io.homeward.risk.imports;

import io.homeward.risk.signin.SignIn;
import java.util.List;

/**
 * What goes into one transaction.
 *
 * @param signIns in the order of time
 * @param rows read for it, good and bad
 * @param duplicates rows that are the same sign-in as another one shortly before
 */
record Batch(List<Row> signIns, List<Malformed> malformed, long rows, long duplicates) {
    Batch {
        signIns = List.copyOf(signIns);
        malformed = List.copyOf(malformed);
    }

    /**
     * A sign-in and where it stands.
     *
     * @param nth which of the file's rows
     * @param line where it begins; the first is 1
     * @param text as it is written
     */
    record Row(SignIn signIn, long nth, long line, String text) {}
}
