package io.homeward.risk.habit;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.familiarity.Enriched;
import io.homeward.risk.familiarity.Trait;
import io.homeward.risk.intel.AddressFlag;
import io.homeward.risk.intel.Agent;
import io.homeward.risk.intel.Enrichment;
import io.homeward.risk.signin.SignIn;
import java.util.EnumSet;
import java.util.Set;

/** A sign-in as the familiarity score sees it, by what was known of it when it was taken in. */
public final class Enriching {
    private Enriching() {}

    public static Enriched of(SignIn signIn) {
        Enrichment known = signIn.enrichment();
        return new Enriched(
                signIn.at(),
                network(signIn, known),
                machine(signIn, known.agent()),
                Enriched.Use.of(signIn.applicationId(), signIn.clientApp()),
                known.place().zone(),
                flags(known));
    }

    private static Enriched.Network network(SignIn signIn, Enrichment known) {
        if (signIn.address().isEmpty()) {
            return Enriched.Network.without(Trait.Why.NO_ADDRESS);
        }
        if (!known.evaluable()) {
            return Enriched.Network.without(Trait.Why.PRIVATE_ADDRESS);
        }
        IpAddress ip = signIn.address().get();
        String country = known.place().country().map(CountryCode::value).orElse("");
        String operator =
                known.network().map(network -> Long.toString(network.asn())).orElse("");
        return new Enriched.Network(
                known.placeData() ? Trait.of(country) : Trait.of(country, Trait.Why.NO_PLACE_DATA),
                known.networkData() ? Trait.of(operator) : Trait.of(operator, Trait.Why.NO_NETWORK_DATA),
                Trait.of(IpRange.around(ip).toString()),
                Trait.of(ip.toString()));
    }

    private static Enriched.Machine machine(SignIn signIn, Agent agent) {
        String detail = agent.osMajor() + "/" + agent.browserMajor() + "/" + agent.model();
        return Enriched.Machine.of(
                signIn.device().id(),
                false,
                agent.osFamily(),
                agent.browserFamily(),
                detail.length() == 2 ? "" : detail);
    }

    private static Set<Enriched.Flag> flags(Enrichment known) {
        var flags = EnumSet.noneOf(Enriched.Flag.class);
        known.flags().forEach(each -> flags.add(flag(each.flag())));
        return flags;
    }

    private static Enriched.Flag flag(AddressFlag flag) {
        return switch (flag) {
            case TOR -> Enriched.Flag.TOR;
            case VPN -> Enriched.Flag.VPN;
            case HOSTING -> Enriched.Flag.HOSTING;
            case THREAT, BLOCKED -> Enriched.Flag.LISTED;
        };
    }
}
