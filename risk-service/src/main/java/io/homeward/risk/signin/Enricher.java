package io.homeward.risk.signin;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Origin;
import io.homeward.intel.Answer;
import io.homeward.intel.Edition;
import io.homeward.intel.Intelligence;
import io.homeward.intel.Locality;
import io.homeward.intel.Network;
import io.homeward.intel.SpecialAddresses;
import io.homeward.risk.blocklist.BlockList;
import io.homeward.risk.intel.AddressFlag;
import io.homeward.risk.intel.Enrichment;
import io.homeward.risk.intel.Enrichment.PlacedBy;
import io.homeward.risk.intel.Flagged;
import io.homeward.risk.intel.UserAgents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Adds to sign-ins of one tenant what is known about where and with what they were made.
 *
 * @param known what the files say; one state of them for a whole batch
 * @param blocked the tenant's own list
 * @param trusted whether the tenant trusts a place
 */
public record Enricher(Intelligence known, BlockList blocked, Predicate<Origin> trusted, UserAgents agents) {

    /** The sign-in with its enrichment; where a database knows the address, also with the place it says. */
    public SignIn enrich(SignIn signIn) {
        Optional<IpAddress> evaluable = signIn.address().filter(address -> !SpecialAddresses.isSpecial(address));
        Optional<Answer<Locality>> place = evaluable.flatMap(known::locality);
        Optional<Answer<Network>> network = evaluable.flatMap(known::network);
        List<Flagged> flags = evaluable.map(this::flags).orElse(List.of());
        Locality locality =
                place.map(Answer::value).orElseGet(() -> signIn.place().locality());
        var enrichment = new Enrichment(
                evaluable.isPresent(),
                locality,
                place.isPresent() ? PlacedBy.DATABASE : signIn.place().placedBy(),
                known.hasPlaces(),
                network.map(Answer::value),
                known.hasNetworks(),
                flags,
                trusted.test(new Origin(signIn.address(), locality.country())),
                agents.of(
                        signIn.device().userAgent(),
                        signIn.device().operatingSystem(),
                        signIn.device().browser()),
                editions(place, network, flags));
        return signIn.enriched(
                enrichment, place.map(found -> Place.of(found.value())).orElse(signIn.place()));
    }

    private List<Flagged> flags(IpAddress address) {
        var flags = new ArrayList<Flagged>();
        known.listings(address).forEach(listing -> Flagged.of(listing).ifPresent(flags::add));
        blocked.addresses()
                .find(address)
                .ifPresent(block -> flags.add(new Flagged(AddressFlag.BLOCKED, block, blocked.edition())));
        return flags;
    }

    private static List<Edition> editions(
            Optional<Answer<Locality>> place, Optional<Answer<Network>> network, List<Flagged> flags) {
        return Stream.of(
                        place.stream().map(Answer::edition),
                        network.stream().map(Answer::edition),
                        flags.stream().map(Flagged::edition))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }
}
