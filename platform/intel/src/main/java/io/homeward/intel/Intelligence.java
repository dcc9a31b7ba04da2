package io.homeward.intel;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known at one moment; immutable, and answered in memory. Ask one of them for all that belongs to one sign-in or batch, so that all of
 * it is judged by the same files. Of several files of a kind the first by name that knows the address answers.
 */
public final class Intelligence {
    /** Nothing is known. */
    public static final Intelligence NONE = new Intelligence(List.of(), HostingNames.NONE);

    private final List<SourceContent.Places> places;
    private final List<SourceContent.Networks> networks;
    private final List<SourceContent.Listings> listings;
    private final HostingNames hosting;

    Intelligence(List<SourceContent> contents, HostingNames hosting) {
        this.places = of(contents, SourceContent.Places.class);
        this.networks = of(contents, SourceContent.Networks.class);
        this.listings = of(contents, SourceContent.Listings.class);
        this.hosting = hosting;
    }

    private static <T> List<T> of(List<SourceContent> contents, Class<T> type) {
        return contents.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Whether any file says where addresses are. */
    public boolean hasPlaces() {
        return !places.isEmpty();
    }

    /** Whether any file says whose networks addresses are in. */
    public boolean hasNetworks() {
        return !networks.isEmpty();
    }

    /** Where an address is; empty where no file says so. */
    public Optional<Answer<Locality>> locality(IpAddress address) {
        if (SpecialAddresses.isSpecial(address)) {
            return Optional.empty();
        }
        return places.stream()
                .flatMap(source -> source.find(address).map(found -> new Answer<>(found, source.edition())).stream())
                .findFirst();
    }

    /**
     * For rules about countries.
     *
     * @return empty where no database has addresses of this version; {@link CountryCode#NOWHERE} for one that it does not know
     */
    public Optional<CountryCode> country(IpAddress address) {
        if (places.stream().noneMatch(source -> source.database().covers(address))) {
            return Optional.empty();
        }
        return Optional.of(
                locality(address).flatMap(found -> found.value().country()).orElse(CountryCode.NOWHERE));
    }

    /** Whose network an address is in; empty where no file says so. */
    public Optional<Answer<Network>> network(IpAddress address) {
        if (SpecialAddresses.isSpecial(address)) {
            return Optional.empty();
        }
        return networks.stream()
                .flatMap(source -> source.find(address).map(found -> new Answer<>(found, source.edition())).stream())
                .findFirst();
    }

    /** The lists an address is on, at most one entry a kind; {@link SourceKind#HOSTING} also by the name of its network. */
    public List<Listing> listings(IpAddress address) {
        if (SpecialAddresses.isSpecial(address)) {
            return List.of();
        }
        Stream<Listing> listed = listings.stream().flatMap(source -> source.find(address).stream());
        Stream<Listing> named = hosting.isEmpty()
                ? Stream.empty()
                : network(address).flatMap(found -> hosting.find(address, found.value())).stream();
        var first = new EnumMap<SourceKind, Listing>(SourceKind.class);
        Stream.concat(listed, named).forEach(listing -> first.putIfAbsent(listing.kind(), listing));
        return List.copyOf(first.values());
    }
}
