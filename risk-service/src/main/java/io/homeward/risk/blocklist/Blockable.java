package io.homeward.risk.blocklist;

import io.homeward.accessrules.place.IpRange;
import io.homeward.intel.SpecialAddresses;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import java.util.UUID;

/** What may stand on a block list. */
final class Blockable {
    /** A wider one is a country, and there are rules for those. */
    private static final int WIDEST_V4 = 8;

    private static final int WIDEST_V6 = 19;

    private Blockable() {}

    /** @throws Refusal {@link Fault#NOT_TO_BE_BLOCKED} where it is no public address or block, or too wide */
    static IpRange parse(String text) {
        IpRange range = IpRange.parse(text.strip())
                .orElseThrow(() -> refused("It is neither an address nor a block in CIDR notation."));
        int widest = range.first().v6() ? WIDEST_V6 : WIDEST_V4;
        if (range.bits() < widest) {
            throw refused("The block is wider than /%d.".formatted(widest));
        }
        if (SpecialAddresses.isSpecial(range.first())) {
            throw refused("Private and reserved addresses are never judged.");
        }
        return range;
    }

    /** @throws Refusal {@link Fault#BAD_REQUEST} where it is empty or has characters that cannot be shown */
    static String reason(String text) {
        String reason = text.strip();
        if (reason.isEmpty() || reason.codePoints().anyMatch(Character::isISOControl) || hasHalves(reason)) {
            throw new Refusal(Fault.BAD_REQUEST, "reason is empty or has characters that cannot be shown");
        }
        return reason;
    }

    /** @throws Refusal {@link Fault#NO_SUCH_BLOCKED} where it is no id */
    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.NO_SUCH_BLOCKED);
        }
    }

    private static boolean hasHalves(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static Refusal refused(String why) {
        return new Refusal(Fault.NOT_TO_BE_BLOCKED, why);
    }
}
