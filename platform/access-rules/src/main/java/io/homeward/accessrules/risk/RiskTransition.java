package io.homeward.accessrules.risk;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one event does to one person's risk: which detections move where, and what the person becomes. Pure; the risk
 * service applies it in one transaction with the history entry.
 *
 * @param moved the detections that change their state; untouched ones keep counting
 * @param movedTo what those become; empty where none moves
 * @param state the person's state afterwards
 * @param level the person's level afterwards; empty where it is to be computed anew from the detections that remain (it
 *     must not come out higher than before)
 * @param detail what is written as the person's {@code riskDetail}; empty leaves it
 * @param added a detection that the event itself adds, at level high
 */
public record RiskTransition(
        Set<DetectionId> moved,
        Optional<RiskState> movedTo,
        RiskState state,
        Optional<RiskLevel> level,
        Optional<RiskDetail> detail,
        Optional<DetectionType> added) {

    public RiskTransition {
        moved = Set.copyOf(moved);
        requireNonNull(movedTo, "movedTo");
        requireNonNull(state, "state");
        requireNonNull(level, "level");
        requireNonNull(detail, "detail");
        requireNonNull(added, "added");
    }

    /**
     * @param listed the detections of the sign-in concerned, or D4's list; ignored by events that reach further. Those
     *     that are no longer active are passed over, so applying an event twice changes nothing the second time.
     */
    public static RiskTransition of(UserRisk before, RiskEvent event, Set<DetectionId> listed) {
        return switch (event.reach()) {
            case NOTHING -> unchanged(before);
            case LISTED -> closing(before, event, active(before, listed));
            case ALL -> closingEverything(before, event);
            case RAISES -> raising(before, event, listed);
        };
    }

    /** Whether a state or a detection changes at all. */
    public boolean changes(UserRisk before) {
        return !moved.isEmpty() || added.isPresent() || state != before.state();
    }

    /**
     * The risk epoch after a change: raised when the person stops being clear, and again whenever an open risk grows.
     * The second half is stricter than the letter of the law: a session that began at a low level must not come back to
     * life when the later, higher risk is dismissed (D9: earlier tokens never revive), whatever threshold a customer
     * chose (D12).
     */
    public static long nextEpoch(UserRisk before, RiskState state, RiskLevel level) {
        var opens = state.open() && !before.open();
        var grows = state.open()
                && before.open()
                && (level.compareTo(before.openLevel()) > 0
                        || (state == RiskState.CONFIRMED_COMPROMISED && before.state() != state));
        return opens || grows ? before.riskEpoch() + 1 : before.riskEpoch();
    }

    private static RiskTransition unchanged(UserRisk before) {
        return new RiskTransition(
                Set.of(),
                Optional.empty(),
                before.state(),
                Optional.of(before.level()),
                Optional.empty(),
                Optional.empty());
    }

    private static RiskTransition closing(UserRisk before, RiskEvent event, Set<DetectionId> closed) {
        if (closed.isEmpty()) {
            return unchanged(before);
        }
        var remaining = before.detections().stream()
                .filter(each -> !closed.contains(each.id()))
                .toList();
        if (remaining.isEmpty()) {
            return new RiskTransition(
                    closed,
                    event.state(),
                    event.state().orElseThrow(),
                    Optional.of(RiskLevel.NONE),
                    event.detail(),
                    Optional.empty());
        }
        var confirmed = remaining.stream().anyMatch(each -> each.type().confirmedCompromise());
        return new RiskTransition(
                closed,
                event.state(),
                confirmed ? before.state() : RiskState.AT_RISK,
                confirmed ? Optional.of(before.level()) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static RiskTransition closingEverything(UserRisk before, RiskEvent event) {
        var agesOut = event == RiskEvent.AGED_OUT;
        if (!before.open() || (agesOut && before.openLevel().atLeast(RiskLevel.MEDIUM))) {
            return unchanged(before);
        }
        var all = before.detections().stream().map(ActiveDetection::id).collect(Collectors.toUnmodifiableSet());
        return new RiskTransition(
                all,
                event.state(),
                agesOut ? RiskState.NONE : event.state().orElseThrow(),
                Optional.of(RiskLevel.NONE),
                event.detail(),
                Optional.empty());
    }

    private static RiskTransition raising(UserRisk before, RiskEvent event, Set<DetectionId> listed) {
        var confirmed = before.state() == RiskState.CONFIRMED_COMPROMISED;
        var ofSignIn = event == RiskEvent.SIGN_IN_CONFIRMED_COMPROMISED;
        return new RiskTransition(
                ofSignIn ? active(before, listed) : Set.of(),
                ofSignIn ? event.state() : Optional.empty(),
                confirmed ? before.state() : event.state().orElseThrow(),
                Optional.of(RiskLevel.HIGH),
                event.detail(),
                Optional.of(added(event)));
    }

    private static DetectionType added(RiskEvent event) {
        return switch (event) {
            case USER_CONFIRMED_COMPROMISED -> DetectionType.ADMIN_CONFIRMED_USER_COMPROMISED;
            case SIGN_IN_CONFIRMED_COMPROMISED -> DetectionType.ADMIN_CONFIRMED_SIGNIN_COMPROMISED;
            case DENIED_BY_PERSON -> DetectionType.USER_REPORTED_SUSPICIOUS_ACTIVITY;
            case MFA_PASSED,
                    SIGN_IN_CLEARED,
                    SECURE_PASSWORD_CHANGE,
                    SECURE_PASSWORD_RESET,
                    TEMPORARY_PASSWORD_ISSUED,
                    USER_DISMISSED,
                    USER_CONFIRMED_SAFE,
                    SIGN_IN_CONFIRMED_SAFE,
                    SIGN_IN_DISMISSED,
                    CLAIMED_BY_PERSON,
                    AGED_OUT,
                    PERSON_EXCLUDED_FROM_POLICY,
                    POLICY_DISABLED,
                    ORDINARY_PASSWORD_CHANGE,
                    ACCOUNT_DISABLED_OR_ENABLED,
                    ACCOUNT_DELETED_OR_RESTORED,
                    OLD_DATA_IMPORTED,
                    SIMULATIONS_PURGED -> throw new IllegalArgumentException(event + " raises nothing");
        };
    }

    private static Set<DetectionId> active(UserRisk before, Set<DetectionId> listed) {
        return before.detections().stream()
                .map(ActiveDetection::id)
                .filter(listed::contains)
                .collect(Collectors.toUnmodifiableSet());
    }
}
