package io.homeward.gateway.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.decisions.DecisionJson;
import io.homeward.decisions.DecisionLine;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decisions on disk that risk-service does not have yet, in segments that are sent whole. Bounded: before a line would exceed the bound, the
 * oldest segment of admissions is given up, and of refusals when no admission is left; {@link Gaps} says how many that were.
 */
public final class Spool implements Closeable {
    /** What goes in one request: small enough to be read whole, large enough that requests are few. */
    private static final long SEGMENT = 512L << 10;

    /** A decision that is larger names more policies than anybody reads; it is missing and not an obstacle. */
    private static final int LARGEST_LINE = 4 << 20;

    private static final int GAPS_AT_ONCE = 1000;

    private record Open(Segment segment, OutputStream out) {}

    private final Path folder;
    private final long largest;
    private final long segmentSize;
    private final FileChannel lockFile;
    private final Gaps gaps;
    private final TreeMap<Long, Segment> closed = new TreeMap<>();
    private final Map<Lane, Open> open = new EnumMap<>(Lane.class);
    private long next;
    private long closedBytes;
    private long sending = -1;

    /**
     * Goes on with what an earlier run left.
     *
     * @param largest in bytes, of everything that waits
     * @throws IllegalStateException where another process uses the folder
     */
    public Spool(Path folder, long largest) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.largest = largest;
        this.segmentSize = Math.min(SEGMENT, largest / 8);
        this.lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lockFile.tryLock();
        if (lock == null) {
            lockFile.close();
            throw new IllegalStateException("Another process spools its decisions to " + folder);
        }
        this.gaps = new Gaps(folder.resolve("missing.ndjson"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Segment.left(file).ifPresent(this::close);
            }
        }
        this.next = closed.isEmpty() ? 1 : closed.lastKey() + 1;
    }

    /**
     * Adds a line.
     *
     * @param tenants whose log it belongs to, where it has to be said that it is missing
     * @param at the decision's time
     * @return whether there is room for it
     */
    public synchronized boolean add(Lane lane, String line, Collection<TenantId> tenants, Instant at)
            throws IOException {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        if (bytes.length > Math.min(LARGEST_LINE, largest / 4)) {
            missing(lane, tenants, at, at, 1);
            gaps.keep();
            return false;
        }
        makeRoom(bytes.length);
        Open to = open.get(lane);
        if (to != null && to.segment.bytes() + bytes.length > segmentSize) {
            roll(lane);
            to = null;
        }
        if (to == null) {
            var begun = new Segment(next, lane, Segment.file(folder, next, lane), 0, at);
            next++;
            to = new Open(
                    begun,
                    new BufferedOutputStream(Files.newOutputStream(begun.file(), StandardOpenOption.CREATE_NEW)));
        }
        to.out.write(bytes);
        open.put(lane, new Open(to.segment.grown(bytes.length), to.out));
        return true;
    }

    /** Decisions that did not even come here. */
    public synchronized void missing(Lane lane, Collection<TenantId> tenants, Instant from, Instant until, long many)
            throws IOException {
        for (TenantId tenant : tenants) {
            gaps.add(tenant, lane.admitted(), from, until, many);
        }
    }

    /** What was begun that long ago is sent, full or not. */
    public synchronized void roll(Instant now, Duration age) throws IOException {
        for (Lane lane : Lane.values()) {
            Open to = open.get(lane);
            if (to != null && !to.segment.begun().plus(age).isAfter(now)) {
                roll(lane);
            }
        }
    }

    /** What to send next, gaps before anything else; {@link #sent} or {@link #refused} has to follow before the next is asked for. */
    synchronized Optional<Parcel> next() throws IOException {
        List<DecisionLine.Missing> missing = gaps.tell(GAPS_AT_ONCE);
        if (!missing.isEmpty()) {
            var lines = new StringBuilder();
            for (DecisionLine.Missing gap : missing) {
                lines.append(DecisionJson.write(gap)).append('\n');
            }
            return Optional.of(new Parcel(Optional.empty(), lines.toString()));
        }
        if (closed.isEmpty()) {
            return Optional.empty();
        }
        Segment first = closed.firstEntry().getValue();
        sending = first.number();
        return Optional.of(new Parcel(Optional.of(first), String.join("\n", first.lines()) + "\n"));
    }

    /** risk-service has it. */
    synchronized void sent(Parcel parcel) throws IOException {
        sending = -1;
        if (parcel.segment().isPresent()) {
            forget(parcel.segment().get());
        } else {
            gaps.told();
        }
    }

    /** risk-service will never take it: what it says is missing. A gap that it does not take is not told. */
    synchronized void refused(Parcel parcel) throws IOException {
        sending = -1;
        if (parcel.segment().isPresent()) {
            giveUp(parcel.segment().get());
        } else {
            gaps.told();
        }
    }

    /** What waits, in bytes. */
    public synchronized long bytes() {
        return closedBytes
                + open.values().stream().mapToLong(each -> each.segment.bytes()).sum();
    }

    /** When the oldest that waits was decided; empty where nothing does. */
    synchronized Optional<Instant> oldest() {
        return Stream.concat(closed.values().stream(), open.values().stream().map(Open::segment))
                .map(Segment::begun)
                .min(Instant::compareTo);
    }

    @Override
    public synchronized void close() throws IOException {
        for (Lane lane : Lane.values()) {
            roll(lane);
        }
        gaps.keep();
        lockFile.close();
    }

    private void makeRoom(long bytes) throws IOException {
        while (bytes() + bytes > largest) {
            Optional<Segment> oldest = expendable();
            if (oldest.isEmpty()) {
                return;
            }
            giveUp(oldest.get());
        }
    }

    /** The oldest admissions, or else the oldest refusals; what is being sent has as good as gone. */
    private Optional<Segment> expendable() throws IOException {
        for (Lane lane : Lane.values()) {
            Optional<Segment> oldest = closed.values().stream()
                    .filter(each -> each.lane() == lane && each.number() != sending)
                    .findFirst();
            if (oldest.isPresent()) {
                return oldest;
            }
            Open writing = open.get(lane);
            if (writing != null) {
                roll(lane);
                return Optional.of(writing.segment);
            }
        }
        return Optional.empty();
    }

    private void giveUp(Segment segment) throws IOException {
        for (String text : segment.lines()) {
            if (read(text) instanceof DecisionLine.Decided decided) {
                Instant at = decided.decision().at();
                missing(segment.lane(), decided.tenants(), at, at, 1);
            }
        }
        gaps.keep();
        forget(segment);
    }

    /** Null for what no version of ours has written. */
    private static @Nullable DecisionLine read(String text) {
        try {
            return DecisionJson.readLine(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void forget(Segment segment) throws IOException {
        Segment known = closed.remove(segment.number());
        if (known != null) {
            closedBytes -= known.bytes();
        }
        Files.deleteIfExists(segment.file());
    }

    private void roll(Lane lane) throws IOException {
        Open full = open.remove(lane);
        if (full != null) {
            full.out.close();
            close(full.segment);
        }
    }

    private void close(Segment segment) {
        closed.put(segment.number(), segment);
        closedBytes += segment.bytes();
    }

    /** Pushes what was written to the operating system, so that an ended process has lost nothing. */
    public synchronized void flush() throws IOException {
        for (Open each : open.values()) {
            each.out.flush();
        }
    }
}
