package io.homeward.intel;

import io.homeward.accessrules.place.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Autonomous systems from a table of ranges: first address, last address, number, organisation, which may stand in quotes. */
final class AsnTable {
    private static final int COLUMNS = 4;
    private static final int LONGEST_NAME = 200;

    private final RangeMap ranges;
    private final List<Network> networks;
    private final int size;
    private final Text text;

    private AsnTable(RangeMap ranges, List<Network> networks, int size, Text text) {
        this.ranges = ranges;
        this.networks = networks;
        this.size = size;
        this.text = text;
    }

    /** @throws Unreadable where it is no such table, or has more than {@code most} ranges */
    static AsnTable read(InputStream from, int most) throws IOException {
        var builder = new RangeMap.Builder();
        var networks = new ArrayList<Network>();
        var known = new HashMap<Network, Integer>();
        int[] size = {0};
        Text text = Text.readWhole(from, line -> {
            String[] parts = line.split(",", COLUMNS);
            Optional<IpAddress> first = parts.length == COLUMNS ? IpAddress.parse(parts[0].strip()) : Optional.empty();
            Optional<IpAddress> last = parts.length == COLUMNS ? IpAddress.parse(parts[1].strip()) : Optional.empty();
            if (first.isEmpty()
                    || last.isEmpty()
                    || first.get().v6() != last.get().v6()
                    || first.get().compareTo(last.get()) > 0
                    || !parts[2].strip().matches("[0-9]{1,10}")) {
                return false;
            }
            if (++size[0] > most) {
                throw new Unreadable("It has more than " + most + " ranges");
            }
            var network = new Network(Long.parseLong(parts[2].strip()), name(parts[3].strip()));
            int number = known.computeIfAbsent(network, each -> {
                networks.add(each);
                return networks.size() - 1;
            });
            builder.add(first.get(), last.get(), number);
            return true;
        });
        if (size[0] == 0) {
            throw new Unreadable("No line of it is a range with its network: " + text.examples());
        }
        return new AsnTable(builder.build(), List.copyOf(networks), size[0], text);
    }

    private static String name(String written) {
        boolean quoted = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
        String name = quoted ? written.substring(1, written.length() - 1).replace("\"\"", "\"") : written;
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    Optional<Network> find(IpAddress address) {
        int number = ranges.get(address);
        return number == RangeMap.NONE ? Optional.empty() : Optional.of(networks.get(number));
    }

    int size() {
        return size;
    }

    Text text() {
        return text;
    }
}
