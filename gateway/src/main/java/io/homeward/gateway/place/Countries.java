package io.homeward.gateway.place;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The country of an address, looked up in memory. */
@Singleton
class Countries {
    private static final Logger LOG = Logger.getLogger(Countries.class);

    private final @Nullable Reader database;

    @Inject
    Countries(PlaceSettings settings) {
        this(settings.database());
    }

    /** @throws UncheckedIOException where a file is named and is no such database: better not to start than to know nothing unnoticed */
    Countries(Optional<Path> file) {
        this.database = file.map(Countries::open).orElse(null);
    }

    private static Reader open(Path file) {
        try {
            var reader = new Reader(file.toFile(), FileMode.MEMORY, new CHMCache());
            LOG.infof("Countries are looked up in %s", reader.getMetadata().databaseType());
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is no database of countries", e);
        }
    }

    /** Empty without a database; {@link CountryCode#NOWHERE} for an address that it does not know. */
    Optional<CountryCode> of(IpAddress address) {
        Reader reader = database;
        if (reader == null) {
            return Optional.empty();
        }
        try {
            Map<?, ?> found = reader.get(InetAddress.getByName(address.toString()), Map.class);
            return Optional.of(
                    found != null && found.get("country") instanceof Map<?, ?> country
                            ? code(country)
                            : CountryCode.NOWHERE);
        } catch (IOException e) {
            LOG.debugf(e, "The database of countries cannot be read");
            return Optional.empty();
        }
    }

    private static CountryCode code(Map<?, ?> country) {
        return country.get("iso_code") instanceof String code
                ? CountryCode.parse(code).orElse(CountryCode.NOWHERE)
                : CountryCode.NOWHERE;
    }

    @PreDestroy
    void close() throws IOException {
        Reader reader = database;
        if (reader != null) {
            reader.close();
        }
    }
}
