package io.homeward.risk.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Route;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MoveTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Onset PASSWORD_CHANGE = (before, level) -> Optional.of(Route.PASSWORD_CHANGE);
    private static final ActiveDetection FIRST = detection(DetectionType.PASSWORD_SPRAY, RiskLevel.HIGH, 2);
    private static final ActiveDetection SECOND = detection(DetectionType.IMPOSSIBLE_TRAVEL, RiskLevel.MEDIUM, 1);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/situations/section-4.csv", delimiter = ';', nullValues = "-")
    void the_law_is_carried_out(
            String row,
            String start,
            String event,
            String closable,
            RiskLevel level,
            RiskState state,
            RiskDetail detail,
            Integer active,
            RiskState closedTo,
            Long epoch) {
        UserRisk before = before(start);

        Optional<Move> move = move(before, event, closable);

        if (state == null) {
            assertThat(move).as("nothing changes").isEmpty();
            return;
        }
        UserRisk after = move.orElseThrow().after();
        assertThat(after.level()).isEqualTo(level);
        assertThat(after.state()).isEqualTo(state);
        assertThat(after.detail()).isEqualTo(detail);
        assertThat(after.detections()).hasSize(active);
        assertThat(after.riskEpoch()).isEqualTo(epoch);
        assertThat(after.routeAtOnset().isPresent()).isEqualTo(after.open());
        if (closedTo != null) {
            assertThat(move.get().movedTo()).isEqualTo(closedTo);
            assertThat(move.get().moved()).isNotEmpty().allMatch(id -> before.detections().stream()
                    .anyMatch(each -> each.id().equals(id)));
        } else {
            assertThat(move.get().moved()).isEmpty();
        }
    }

    @Test
    void a_risk_is_open_since_the_earlier_of_event_and_receipt() {
        UserRisk past = Move.found(UserRisk.CLEAR, List.of(SECOND), PASSWORD_CHANGE, NOW)
                .after();
        assertThat(past.since()).contains(SECOND.earliestActivity());

        UserRisk earlier =
                Move.found(past, List.of(FIRST), PASSWORD_CHANGE, NOW).after();
        assertThat(earlier.since()).contains(FIRST.earliestActivity());
    }

    @Test
    void a_closed_risk_is_closed_since_the_earlier_of_event_and_receipt() {
        Instant made = NOW.minusSeconds(5);
        Set<DetectionId> all = Set.of(FIRST.id(), SECOND.id());

        assertThat(Move.closing(before("high+medium"), RiskEvent.USER_DISMISSED, all, made, NOW)
                        .orElseThrow()
                        .after()
                        .since())
                .contains(made);
        assertThat(Move.closing(before("high+medium"), RiskEvent.USER_DISMISSED, all, NOW.plusSeconds(5), NOW)
                        .orElseThrow()
                        .after()
                        .since())
                .contains(NOW);
    }

    @Test
    void unknown_rules_leave_the_route_of_the_onset_open_and_keep_a_known_one() {
        Onset unknown = (before, level) -> Optional.empty();

        assertThat(Move.found(UserRisk.CLEAR, List.of(SECOND), unknown, NOW)
                        .after()
                        .routeAtOnset())
                .isEmpty();
        assertThat(Move.found(before("medium"), List.of(FIRST), unknown, NOW)
                        .after()
                        .routeAtOnset())
                .contains(Route.ADMINISTRATOR);
    }

    private static Optional<Move> move(UserRisk before, String event, String closable) {
        if (event.startsWith("found ")) {
            var found = detection(
                    DetectionType.ANONYMIZED_IP_ADDRESS, RiskLevel.valueOf(event.substring("found ".length())), 0);
            return Optional.of(Move.found(before, List.of(found), PASSWORD_CHANGE, NOW));
        }
        RiskEvent happened = RiskEvent.valueOf(event);
        if (happened.reach() == RiskEvent.Reach.RAISES) {
            var added = detection(
                    happened == RiskEvent.DENIED_BY_PERSON
                            ? DetectionType.USER_REPORTED_SUSPICIOUS_ACTIVITY
                            : DetectionType.ADMIN_CONFIRMED_USER_COMPROMISED,
                    RiskLevel.HIGH,
                    0);
            return Optional.of(Move.raising(before, happened, listed(before, closable), added, PASSWORD_CHANGE, NOW));
        }
        return Move.closing(before, happened, listed(before, closable), NOW, NOW);
    }

    private static Set<DetectionId> listed(UserRisk before, @Nullable String closable) {
        return closable == null
                ? Set.of()
                : switch (closable) {
                    case "all" ->
                        before.detections().stream().map(ActiveDetection::id).collect(Collectors.toSet());
                    case "1" -> Set.of(before.detections().getFirst().id());
                    case "2" -> Set.of(before.detections().get(1).id());
                    default -> Set.of(new DetectionId(UUID.randomUUID()));
                };
    }

    private static UserRisk before(String start) {
        return switch (start) {
            case "clear" -> UserRisk.CLEAR;
            case "low" ->
                open(RiskLevel.LOW, RiskState.AT_RISK, detection(DetectionType.UNLIKELY_TRAVEL, RiskLevel.LOW, 1));
            case "medium" -> open(RiskLevel.MEDIUM, RiskState.AT_RISK, SECOND);
            case "high" -> open(RiskLevel.HIGH, RiskState.AT_RISK, FIRST);
            case "high+medium" -> open(RiskLevel.HIGH, RiskState.AT_RISK, FIRST, SECOND);
            case "compromised" ->
                open(
                        RiskLevel.HIGH,
                        RiskState.CONFIRMED_COMPROMISED,
                        detection(DetectionType.ADMIN_CONFIRMED_USER_COMPROMISED, RiskLevel.HIGH, 1));
            case "remediated" -> closed(RiskState.REMEDIATED, RiskDetail.USER_PERFORMED_SECURED_PASSWORD_CHANGE);
            case "dismissed" -> closed(RiskState.DISMISSED, RiskDetail.ADMIN_DISMISSED_ALL_RISK_FOR_USER);
            default -> throw new IllegalArgumentException(start);
        };
    }

    private static UserRisk open(RiskLevel level, RiskState state, ActiveDetection... detections) {
        return new UserRisk(
                level,
                state,
                state == RiskState.CONFIRMED_COMPROMISED
                        ? RiskDetail.ADMIN_CONFIRMED_USER_COMPROMISED
                        : RiskDetail.NONE,
                Optional.of(NOW.minus(Duration.ofHours(1))),
                5,
                List.of(detections),
                Optional.of(Route.ADMINISTRATOR));
    }

    private static UserRisk closed(RiskState state, RiskDetail detail) {
        return new UserRisk(RiskLevel.NONE, state, detail, Optional.of(NOW), 5, List.of(), Optional.empty());
    }

    private static ActiveDetection detection(DetectionType type, RiskLevel level, long hoursAgo) {
        return new ActiveDetection(
                new DetectionId(UUID.randomUUID()), type, level, NOW.minus(Duration.ofHours(hoursAgo)));
    }
}
