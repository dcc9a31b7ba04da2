package io.homeward.risk.familiarity;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * One sign-in as the engine sees it, after everything that is known about its address and its device was added. The seam between what looks things
 * up and what judges.
 *
 * @param zone of the place it came from; without one its hour is not judged
 * @param flags what is known against the address
 */
public record Enriched(Instant at, Network network, Machine machine, Use use, Optional<ZoneId> zone, Set<Flag> flags) {
    public Enriched {
        flags = Set.copyOf(flags);
    }

    /**
     * From the wide to the narrow.
     *
     * @param country ISO-2, capitals
     * @param asn the number of the autonomous system in decimals, without {@code AS}
     * @param prefix {@code 192.0.2.0/24}, or the {@code /48} of an IPv6 address
     * @param ip in one spelling
     */
    public record Network(Trait country, Trait asn, Trait prefix, Trait ip) {
        public static Network of(String country, String asn, String prefix, String ip) {
            return new Network(Trait.of(country), Trait.of(asn), Trait.of(prefix), Trait.of(ip));
        }

        /** Nothing of it can be judged. */
        public static Network without(Trait.Why why) {
            Trait none = new Trait.NotEvaluable(why);
            return new Network(none, none, none, none);
        }
    }

    /**
     * @param key the device's id where the source gives one, else the families of operating system and browser
     * @param registered whether {@code key} is the id of a device that proved itself (registered, joined, compliant): then its details are not judged
     * @param detail versions and model
     */
    public record Machine(Trait key, boolean registered, Trait detail) {

        /**
         * @param id empty where the source gives none
         * @param detail major versions and model as one text, empty where unknown
         */
        public static Machine of(String id, boolean registered, String system, String browser, String detail) {
            boolean families = !system.isEmpty() || !browser.isEmpty();
            String key = id.isEmpty() ? (families ? "families:" + system + "/" + browser : "") : "id:" + id;
            return new Machine(Trait.of(key), registered && !id.isEmpty(), Trait.of(detail));
        }
    }

    /** What was signed in to, and by what kind of client. */
    public record Use(Trait application, Trait client) {
        public static Use of(String application, String client) {
            return new Use(Trait.of(application), Trait.of(client));
        }
    }

    /** What is known against an address. */
    public enum Flag {
        TOR,
        VPN,
        HOSTING,
        /** On a list of addresses known to attack. */
        LISTED
    }

    Trait trait(Level level) {
        return switch (level) {
            case COUNTRY -> network.country();
            case ASN -> network.asn();
            case PREFIX -> network.prefix();
            case IP -> network.ip();
            case DEVICE -> machine.key();
            case AGENT -> machine.detail();
            case HOUR ->
                zone.<Trait>map(where -> new Trait.Known(Integer.toString(hour(at, where))))
                        .orElse(new Trait.NotEvaluable(Trait.Why.NO_PLACE_DATA));
            case APPLICATION -> use.application();
            case CLIENT -> use.client();
        };
    }

    /** 0 to 23 on working days, 24 to 47 at weekends. */
    private static int hour(Instant at, ZoneId zone) {
        var local = at.atZone(zone);
        // Monday is 1.
        return local.getHour() + (local.getDayOfWeek().getValue() >= 6 ? 24 : 0);
    }
}
