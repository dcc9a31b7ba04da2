package io.homeward.risk.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to a person's risk, in whatever order: what only the law's closing events may do (invariants 1 and 7). */
class MoveProperties {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final Onset UNKNOWN = (before, level) -> Optional.empty();
    private static final List<DetectionType> FOUND = List.of(
            DetectionType.UNFAMILIAR_FEATURES,
            DetectionType.ANONYMIZED_IP_ADDRESS,
            DetectionType.PASSWORD_SPRAY,
            DetectionType.MFA_FATIGUE,
            DetectionType.LEAKED_CREDENTIALS,
            new DetectionType("of a later version"));

    /** @param pick which of the detections that were ever there it names, as bits */
    record Happening(RiskEvent event, int pick, DetectionType type, RiskLevel level, int hours) {}

    @Provide
    Arbitrary<List<Happening>> happenings() {
        return Combinators.combine(
                        Arbitraries.of(RiskEvent.values()),
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.of(FOUND),
                        Arbitraries.of(RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH),
                        Arbitraries.integers().between(0, 2_000))
                .as(Happening::new)
                .list()
                .ofMaxSize(24);
    }

    @Property(tries = 500)
    void evidence_only_raises_and_never_closes(@ForAll("happenings") List<Happening> happenings) {
        run(happenings, (before, after, happening, moved, named) -> {
            if (happening.event().reach() != RiskEvent.Reach.NOTHING) {
                return;
            }
            assertThat(moved).isEmpty();
            assertThat(after.openLevel().atLeast(before.openLevel())).isTrue();
            assertThat(after.detections()).containsAll(before.detections());
            assertThat(after.open()).isTrue();
        });
    }

    @Property(tries = 500)
    void a_closing_event_closes_what_it_names_once_and_nothing_else(@ForAll("happenings") List<Happening> happenings) {
        var everClosed = new HashSet<DetectionId>();
        run(happenings, (before, after, happening, moved, named) -> {
            RiskEvent.Reach reach = happening.event().reach();
            if (reach != RiskEvent.Reach.LISTED && reach != RiskEvent.Reach.ALL) {
                return;
            }
            Set<DetectionId> active = ids(before);
            assertThat(active).containsAll(moved);
            if (reach == RiskEvent.Reach.LISTED) {
                assertThat(named).containsAll(moved);
                assertThat(moved)
                        .containsAll(active.stream().filter(named::contains).toList());
            }
            assertThat(ids(after)).isEqualTo(without(active, moved));
            assertThat(moved)
                    .allSatisfy(each -> assertThat(everClosed.add(each)).isTrue());
            assertThat(before.openLevel().atLeast(after.openLevel())).isTrue();
        });
    }

    @Property(tries = 500)
    void an_open_risk_is_never_milder_than_what_is_open_and_a_closed_one_has_nothing_open(
            @ForAll("happenings") List<Happening> happenings) {
        run(happenings, (before, after, happening, moved, named) -> {
            assertThat(after.open()).isEqualTo(!after.detections().isEmpty());
            for (ActiveDetection each : after.detections()) {
                assertThat(after.openLevel().atLeast(each.level())).isTrue();
                if (each.type().confirmedCompromise() && each.type().known()) {
                    assertThat(after.state()).isEqualTo(RiskState.CONFIRMED_COMPROMISED);
                }
            }
            assertThat(after.level()).isEqualTo(after.openLevel());
            assertThat(after.riskEpoch()).isGreaterThanOrEqualTo(before.riskEpoch());
            if (after.openLevel().compareTo(before.openLevel()) > 0) {
                assertThat(after.riskEpoch()).isGreaterThan(before.riskEpoch());
            }
        });
    }

    @Property(tries = 500)
    void medium_and_high_never_age_out(@ForAll("happenings") List<Happening> happenings) {
        run(happenings, (before, after, happening, moved, named) -> {
            if (happening.event() == RiskEvent.AGED_OUT && before.openLevel().atLeast(RiskLevel.MEDIUM)) {
                assertThat(after).isEqualTo(before);
            }
        });
    }

    private interface Check {
        void that(UserRisk before, UserRisk after, Happening happening, Set<DetectionId> moved, Set<DetectionId> named);
    }

    private static void run(List<Happening> happenings, Check check) {
        UserRisk risk = UserRisk.CLEAR;
        Map<Integer, DetectionId> ever = new HashMap<>();
        Instant now = START;
        for (Happening happening : happenings) {
            now = now.plus(Duration.ofHours(happening.hours()));
            Set<DetectionId> named = named(happening, ever);
            Optional<Move> move = move(risk, happening, ever, now);
            UserRisk before = risk;
            risk = move.map(Move::after).orElse(before);
            check.that(before, risk, happening, move.map(Move::moved).orElse(Set.of()), named);
            // Said once more at once it changes nothing, except for evidence, which is kept once by the database.
            if (closes(happening)) {
                assertThat(move(risk, happening, ever, now)).isEmpty();
            }
        }
    }

    private static boolean closes(Happening happening) {
        return switch (happening.event().reach()) {
            case LISTED, ALL -> true;
            case NOTHING, RAISES -> false;
        };
    }

    private static Optional<Move> move(
            UserRisk risk, Happening happening, Map<Integer, DetectionId> ever, Instant now) {
        Set<DetectionId> named = named(happening, ever);
        return switch (happening.event().reach()) {
            case NOTHING -> Optional.of(Move.found(risk, List.of(detection(happening, ever, now)), UNKNOWN, now));
            case RAISES ->
                Optional.of(Move.raising(
                        risk,
                        happening.event(),
                        named,
                        detection(
                                new Happening(
                                        happening.event(),
                                        0,
                                        added(happening.event()),
                                        RiskLevel.HIGH,
                                        happening.hours()),
                                ever,
                                now),
                        UNKNOWN,
                        now));
            case LISTED -> Move.closing(risk, happening.event(), named, now, now);
            case ALL -> Move.closing(risk, happening.event(), ids(risk), now, now);
        };
    }

    private static Set<DetectionId> named(Happening happening, Map<Integer, DetectionId> ever) {
        return ever.entrySet().stream()
                .filter(each -> (happening.pick() & (1 << (each.getKey() % 8))) != 0)
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static DetectionType added(RiskEvent event) {
        return switch (event) {
            case USER_CONFIRMED_COMPROMISED -> DetectionType.ADMIN_CONFIRMED_USER_COMPROMISED;
            case SIGN_IN_CONFIRMED_COMPROMISED -> DetectionType.ADMIN_CONFIRMED_SIGNIN_COMPROMISED;
            default -> DetectionType.USER_REPORTED_SUSPICIOUS_ACTIVITY;
        };
    }

    private static ActiveDetection detection(Happening happening, Map<Integer, DetectionId> ever, Instant now) {
        var id = new DetectionId(UUID.randomUUID());
        ever.put(ever.size(), id);
        return new ActiveDetection(id, happening.type(), happening.level(), now);
    }

    private static Set<DetectionId> ids(UserRisk risk) {
        return risk.detections().stream().map(ActiveDetection::id).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<DetectionId> without(Set<DetectionId> all, Set<DetectionId> some) {
        var left = new HashSet<>(all);
        left.removeAll(some);
        return left;
    }
}
