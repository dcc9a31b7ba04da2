package io.homeward.accessrules.risk;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known about one account's risk. Travels in the change feed as it stands.
 *
 * @param detail why it is in this state
 * @param since since when the open risk is open, or the closed one closed; the earlier of event and receipt
 * @param riskEpoch see {@link RiskTransition#nextEpoch}
 * @param detections those that still count; empty when closed
 * @param routeAtOnset what the home tenant's policies offered when the risk reached its present level
 *     ({@code HomeRoute.byPolicies}); the route offered stays the stricter of that and now (D24)
 */
public record UserRisk(
        RiskLevel level,
        RiskState state,
        RiskDetail detail,
        Optional<Instant> since,
        long riskEpoch,
        List<ActiveDetection> detections,
        Optional<Route> routeAtOnset) {

    /** Somebody about whom there never was anything to say. */
    public static final UserRisk CLEAR = new UserRisk(
            RiskLevel.NONE, RiskState.NONE, RiskDetail.NONE, Optional.empty(), 0, List.of(), Optional.empty());

    public UserRisk {
        requireNonNull(level, "level");
        requireNonNull(state, "state");
        requireNonNull(detail, "detail");
        requireNonNull(since, "since");
        detections = List.copyOf(detections);
        requireNonNull(routeAtOnset, "routeAtOnset");
    }

    /** At risk or confirmed compromised, at whatever level. */
    public boolean open() {
        return state.open();
    }

    /** The level that counts: that of an open risk, and high for a confirmed compromise whatever was written beside it. */
    public RiskLevel openLevel() {
        return switch (state) {
            case AT_RISK -> level;
            case CONFIRMED_COMPROMISED -> RiskLevel.HIGH;
            case NONE, CONFIRMED_SAFE, REMEDIATED, DISMISSED -> RiskLevel.NONE;
        };
    }

    public boolean confirmedCompromise() {
        return open()
                && (state == RiskState.CONFIRMED_COMPROMISED
                        || detections.stream().anyMatch(each -> each.type().confirmedCompromise()));
    }

    public boolean threatensSecondFactor() {
        return open() && detections.stream().anyMatch(each -> each.type().threatensSecondFactor());
    }

    public boolean tokenTheft() {
        return open() && detections.stream().anyMatch(each -> each.type().tokenTheft());
    }

    /** The earliest activity of any active detection, and never later than the beginning of the risk itself. */
    public Optional<Instant> earliestActivity() {
        if (!open()) {
            return Optional.empty();
        }
        return Stream.concat(since.stream(), detections.stream().map(ActiveDetection::earliestActivity))
                .min(Instant::compareTo);
    }
}
