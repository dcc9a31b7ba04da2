package io.homeward.intel;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Networks in which machines stand and no people sit, told by their number or by a word in the name of the organisation. The list is ours
 * ({@code intel/hosting-networks.txt}): {@code AS} and a number, or a word, a line.
 */
final class HostingNames {
    static final HostingNames NONE = new HostingNames(Set.of(), Set.of(), new Edition("", "", Instant.EPOCH));

    /** As many organisations as there are. */
    private static final int MOST_REMEMBERED = 120_000;

    private static final Pattern NUMBER = Pattern.compile("AS([0-9]{1,10})");

    private final Set<Long> numbers;
    private final Set<String> words;
    private final Edition edition;
    private final Map<Network, Boolean> known = new ConcurrentHashMap<>();

    private HostingNames(Set<Long> numbers, Set<String> words, Edition edition) {
        this.numbers = numbers;
        this.words = words;
        this.edition = edition;
    }

    /** The list that comes with the product. */
    static HostingNames bundled() {
        String resource = "/intel/hosting-networks.txt";
        try (InputStream file = HostingNames.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            var numbers = new HashSet<Long>();
            var words = new HashSet<String>();
            Text text = Text.read(file, line -> {
                var number = NUMBER.matcher(line);
                return number.matches() ? numbers.add(Long.parseLong(number.group(1))) : words.add(line);
            });
            return new HostingNames(
                    Set.copyOf(numbers), Set.copyOf(words), new Edition("hosting-networks", text.version(), WRITTEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When the list was last looked through. */
    private static final Instant WRITTEN = Instant.parse("2026-11-23T00:00:00Z");

    boolean isEmpty() {
        return numbers.isEmpty() && words.isEmpty();
    }

    Optional<Listing> find(IpAddress address, Network network) {
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(network, this::hosts)
                ? Optional.of(new Listing(SourceKind.HOSTING, IpRange.around(address), edition))
                : Optional.empty();
    }

    private boolean hosts(Network network) {
        if (numbers.contains(network.asn())) {
            return true;
        }
        for (String word : network.organisation().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (words.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
