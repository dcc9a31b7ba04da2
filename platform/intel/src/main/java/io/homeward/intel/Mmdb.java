package io.homeward.intel;

import com.maxmind.db.CHMCache;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.DeserializationException;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A database in MaxMind's format. It is mapped from a copy of the file that nobody else has and that has no name any more, so whatever happens
 * to the file, look-ups are safe, and its pages are the system's and not the heap's.
 */
final class Mmdb {
    private static final Logger LOG = Logger.getLogger(Mmdb.class);

    /** How many decoded records are kept. */
    private static final int DECODED = 16_384;

    private final Reader reader;
    private final boolean v6Too;

    private Mmdb(Reader reader) {
        this.reader = reader;
        this.v6Too = reader.getMetadata().ipVersion() == 6;
    }

    /**
     * @throws IOException where the file cannot be read
     * @throws Unreadable where it is no such database, or none of these records
     */
    static Mmdb open(Path file, Class<?> record) throws IOException {
        Path copy = Files.createTempFile("homeward-intel-", ".mmdb");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            var opened = new Mmdb(new Reader(copy.toFile(), FileMode.MEMORY_MAPPED, new CHMCache(DECODED)));
            opened.probe(record);
            return opened;
        } catch (RuntimeException | InvalidDatabaseException e) {
            throw new Unreadable("It is no database in MaxMind's format: " + e.getMessage(), e);
        } finally {
            Files.delete(copy);
        }
    }

    /** Reads one record: a file that is cut off has its end, and its metadata, at another place, or none. */
    private void probe(Class<?> record) throws IOException {
        try {
            var networks = reader.networks(record);
            if (!networks.hasNext()) {
                throw new Unreadable("It has no records");
            }
            networks.next();
        } catch (InvalidNetworkException e) {
            throw new Unreadable("Its networks cannot be read", e);
        }
    }

    /** The day it was built. */
    Edition edition(String name) {
        var built = reader.getMetadata().buildTime();
        return new Edition(name, built.atOffset(ZoneOffset.UTC).toLocalDate().toString(), built);
    }

    String type() {
        return reader.getMetadata().databaseType();
    }

    long size() {
        return reader.getMetadata().nodeCount();
    }

    /** Whether it has addresses of this version at all. */
    boolean covers(IpAddress address) {
        return !address.v6() || v6Too;
    }

    /** Empty also where a record is broken: what cannot be read is not known. */
    <T> Optional<T> find(IpAddress address, Class<T> type) {
        if (!covers(address)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(reader.get(inet(address), type));
        } catch (IOException | DeserializationException e) {
            LOG.debugf(e, "A record of %s cannot be read", type());
            return Optional.empty();
        }
    }

    /** Which block an address was found in. */
    <T> IpRange block(IpAddress address, Class<T> type) {
        try {
            DatabaseRecord<T> found = reader.getRecord(inet(address), type);
            return new IpRange(address, Math.min(found.network().prefixLength(), address.bits()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress inet(IpAddress address) throws IOException {
        var bytes = ByteBuffer.allocate(address.v6() ? 16 : 4);
        if (address.v6()) {
            bytes.putLong(address.high()).putLong(address.low());
        } else {
            bytes.putInt((int) address.low());
        }
        return InetAddress.getByAddress(bytes.array());
    }
}
