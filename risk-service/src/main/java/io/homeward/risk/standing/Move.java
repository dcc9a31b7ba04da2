package io.homeward.risk.standing;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.RiskTransition;
import io.homeward.accessrules.risk.UserRisk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A change of one person's risk that an event brings about. Pure; {@link Standings} carries it out.
 *
 * @param after what the person's risk becomes
 * @param moved the detections that change with it
 * @param movedTo the state those get
 * @param movedDetail the detail those get
 * @param types the kinds of detections that are concerned, for the history
 */
record Move(
        UserRisk after, Set<DetectionId> moved, RiskState movedTo, RiskDetail movedDetail, Set<DetectionType> types) {

    /** Evidence was found. An open risk only grows by it. */
    static Move found(UserRisk before, List<ActiveDetection> added, Onset onset, Instant now) {
        var active = new ArrayList<>(before.detections());
        active.addAll(added);
        boolean confirmed = before.state() == RiskState.CONFIRMED_COMPROMISED;
        RiskState state = confirmed ? before.state() : RiskState.AT_RISK;
        RiskLevel level = confirmed ? RiskLevel.HIGH : before.openLevel().higher(Aggregation.level(active, now));
        RiskDetail detail = confirmed ? before.detail() : RiskDetail.NONE;
        UserRisk after = opened(before, state, level, detail, active, onset, now);
        return new Move(after, Set.of(), state, detail, types(added));
    }

    /**
     * An event that closes, by its kind, either what is listed or everything. Never more than {@code closable}, which for an event that closes
     * everything is what was known when it was made.
     *
     * @param at when it was made; the closed risk stands since then, or since now, whichever is earlier
     * @return empty where it changes nothing, as the second time
     */
    static Optional<Move> closing(
            UserRisk before, RiskEvent event, Set<DetectionId> closable, Instant at, Instant now) {
        Set<DetectionId> closed = before.detections().stream()
                .map(ActiveDetection::id)
                .filter(closable::contains)
                .collect(Collectors.toUnmodifiableSet());
        boolean all = closed.size() == before.detections().size();
        UserRisk seen = event.reach() == RiskEvent.Reach.ALL && !all ? only(before, closed) : before;
        if (closed.isEmpty() && !all) {
            return Optional.empty();
        }
        RiskTransition transition = RiskTransition.of(seen, event, closed);
        if (!transition.changes(seen)) {
            return Optional.empty();
        }
        List<ActiveDetection> remaining = before.detections().stream()
                .filter(each -> !transition.moved().contains(each.id()))
                .toList();
        Set<DetectionType> types = types(before.detections().stream()
                .filter(each -> transition.moved().contains(each.id()))
                .toList());
        RiskState movedTo = transition.movedTo().orElse(transition.state());
        RiskDetail movedDetail = event.detail().orElse(RiskDetail.NONE);
        UserRisk after = remaining.isEmpty()
                ? new UserRisk(
                        RiskLevel.NONE,
                        transition.state(),
                        transition.detail().orElse(before.detail()),
                        Optional.of(earlier(at, now)),
                        before.riskEpoch(),
                        List.of(),
                        Optional.empty())
                : still(before, remaining, now);
        return Optional.of(new Move(after, transition.moved(), movedTo, movedDetail, types));
    }

    /** Something else remains active: the risk stays open, and does not come out higher. */
    private static UserRisk still(UserRisk before, List<ActiveDetection> remaining, Instant now) {
        boolean confirmed = remaining.stream().anyMatch(each -> each.type().confirmedCompromise());
        RiskLevel level = confirmed ? before.openLevel() : lower(before.openLevel(), Aggregation.level(remaining, now));
        return new UserRisk(
                level,
                confirmed ? before.state() : RiskState.AT_RISK,
                confirmed ? before.detail() : RiskDetail.NONE,
                before.since(),
                before.riskEpoch(),
                remaining,
                before.routeAtOnset());
    }

    /**
     * An event that raises the person to high and adds a detection. What moves with it stays open.
     *
     * @param listed the detections of the sign-in it is about
     * @param added the detection that {@link RiskTransition#added} speaks of
     */
    static Move raising(
            UserRisk before,
            RiskEvent event,
            Set<DetectionId> listed,
            ActiveDetection added,
            Onset onset,
            Instant now) {
        RiskTransition transition = RiskTransition.of(before, event, listed);
        var active = new ArrayList<>(before.detections());
        active.add(added);
        var concerned = new ArrayList<>(before.detections());
        concerned.removeIf(each -> !transition.moved().contains(each.id()));
        concerned.add(added);
        RiskLevel level = transition.level().orElse(RiskLevel.HIGH);
        RiskDetail detail = transition.detail().orElse(before.open() ? before.detail() : RiskDetail.NONE);
        UserRisk after = opened(before, transition.state(), level, detail, active, onset, now);
        RiskState movedTo = transition.movedTo().orElse(transition.state());
        return new Move(after, transition.moved(), movedTo, detail, types(concerned));
    }

    private static UserRisk opened(
            UserRisk before,
            RiskState state,
            RiskLevel level,
            RiskDetail detail,
            List<ActiveDetection> active,
            Onset onset,
            Instant now) {
        Instant since = Stream.concat(
                        before.open() ? before.since().stream() : Stream.of(now),
                        active.stream().map(ActiveDetection::earliestActivity))
                .min(Instant::compareTo)
                .orElse(now);
        Optional<Route> kept = before.open() ? before.routeAtOnset() : Optional.empty();
        return new UserRisk(
                level,
                state,
                detail,
                Optional.of(since),
                RiskTransition.nextEpoch(before, state, level),
                active,
                onset.route(before, level).or(() -> kept));
    }

    private static UserRisk only(UserRisk before, Set<DetectionId> ids) {
        return new UserRisk(
                before.level(),
                before.state(),
                before.detail(),
                before.since(),
                before.riskEpoch(),
                before.detections().stream()
                        .filter(each -> ids.contains(each.id()))
                        .toList(),
                before.routeAtOnset());
    }

    private static RiskLevel lower(RiskLevel one, RiskLevel other) {
        return one.atLeast(other) ? other : one;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Set<DetectionType> types(List<ActiveDetection> detections) {
        return detections.stream().map(ActiveDetection::type).collect(Collectors.toUnmodifiableSet());
    }
}
