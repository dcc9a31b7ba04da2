package io.homeward.risk.imports;

import io.homeward.risk.signin.Months;
import io.homeward.risk.signin.Reading;
import io.homeward.risk.signin.SignInFile;
import io.homeward.risk.signin.SignIns;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cuts a file into batches, always the same ones. Up to two batches are held and the earlier half goes first, so that a file in which nothing is further from its
 * place than a batch comes out in the order of time.
 */
final class Batches {
    private static final Comparator<SignIns.Key> IN_TIME =
            Comparator.comparing(SignIns.Key::at).thenComparing(SignIns.Key::id);

    private final SignInFile file;
    private final Instant begun;
    private final int size;
    private final TreeMap<SignIns.Key, Batch.Row> held = new TreeMap<>(IN_TIME);
    private long read;
    private boolean ended;

    /**
     * @param begun when the run began; what is too old or lies in the future does so by then
     * @param size of a batch
     */
    Batches(SignInFile file, Instant begun, int size) {
        this.file = file;
        this.begun = begun;
        this.size = size;
    }

    /** Empty at the end of the file. */
    Optional<Batch> next() throws IOException {
        var malformed = new ArrayList<Malformed>();
        long before = read;
        long duplicates = 0;
        while (!ended && held.size() < 2 * size && malformed.size() < size && duplicates < size) {
            Optional<Reading> reading = file.next();
            if (reading.isEmpty()) {
                ended = true;
                break;
            }
            read++;
            switch (reading.get()) {
                case Reading.Bad bad -> malformed.add(Malformed.of(read, bad.line(), bad.reason(), file.row()));
                case Reading.Good good
                when !Months.keeps(good.signIn().at(), begun) ->
                    malformed.add(Malformed.of(
                            read, good.line(), "The time is too long ago, or lies in the future", file.row()));
                case Reading.Good good ->
                    duplicates += held.putIfAbsent(
                                            SignIns.Key.of(good.signIn()),
                                            new Batch.Row(good.signIn(), read, good.line(), file.row()))
                                    == null
                            ? 0
                            : 1;
            }
        }
        var signIns = new ArrayList<Batch.Row>(size);
        boolean full = held.size() >= 2 * size;
        while (!held.isEmpty() && signIns.size() < size && (ended || full)) {
            signIns.add(held.pollFirstEntry().getValue());
        }
        boolean nothing = signIns.isEmpty() && malformed.isEmpty() && duplicates == 0;
        return nothing ? Optional.empty() : Optional.of(new Batch(signIns, malformed, read - before, duplicates));
    }
}
