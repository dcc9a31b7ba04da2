package io.homeward.intel;

import io.homeward.accessrules.place.IpAddress;
import java.util.List;
import java.util.Optional;

/** What a file holds, once it has been read. */
sealed interface SourceContent {
    Edition edition();

    /** Blocks, ranges, or nodes of a database's tree. */
    long entries();

    /** Lines that were left out. */
    default long malformed() {
        return 0;
    }

    /** The first few of them. */
    default List<String> examples() {
        return List.of();
    }

    /** A database of places. */
    record Places(Edition edition, Mmdb database) implements SourceContent {
        Optional<Locality> find(IpAddress address) {
            return database.find(address, Records.PlaceRecord.class).map(record -> record.locality);
        }

        @Override
        public long entries() {
            return database.size();
        }
    }

    /** Something that knows autonomous systems. */
    sealed interface Networks extends SourceContent {
        Optional<Network> find(IpAddress address);
    }

    record NetworkDatabase(Edition edition, Mmdb database) implements Networks {
        @Override
        public Optional<Network> find(IpAddress address) {
            return database.find(address, Records.NetworkRecord.class).flatMap(record -> record.network);
        }

        @Override
        public long entries() {
            return database.size();
        }
    }

    record NetworkTable(Edition edition, AsnTable table) implements Networks {
        @Override
        public Optional<Network> find(IpAddress address) {
            return table.find(address);
        }

        @Override
        public long entries() {
            return table.size();
        }

        @Override
        public long malformed() {
            return table.text().malformed();
        }

        @Override
        public List<String> examples() {
            return table.text().examples();
        }
    }

    /** Something that says what kind of address it is. */
    sealed interface Listings extends SourceContent {
        List<Listing> find(IpAddress address);
    }

    record Anonymity(Edition edition, Mmdb database) implements Listings {
        @Override
        public List<Listing> find(IpAddress address) {
            return database.find(address, Records.AnonymityRecord.class).stream()
                    .flatMap(record -> record.kinds.stream())
                    .map(kind -> new Listing(kind, database.block(address, Records.AnonymityRecord.class), edition))
                    .toList();
        }

        @Override
        public long entries() {
            return database.size();
        }
    }

    record Addresses(Edition edition, SourceKind kind, AddressList list) implements Listings {
        @Override
        public List<Listing> find(IpAddress address) {
            return list.find(address).map(block -> new Listing(kind, block, edition)).stream()
                    .toList();
        }

        @Override
        public long entries() {
            return list.size();
        }

        @Override
        public long malformed() {
            return list.text().malformed();
        }

        @Override
        public List<String> examples() {
            return list.text().examples();
        }
    }
}
