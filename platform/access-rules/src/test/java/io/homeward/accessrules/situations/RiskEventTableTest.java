package io.homeward.accessrules.situations;

import static io.homeward.accessrules.situations.Tables.all;
import static io.homeward.accessrules.situations.Tables.or;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.RiskTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RiskEventTableTest {
    static final String FILE = "risk-events.json";

    record Row(String event, Given.RiskRow risk, List<String> listed) {}

    /** @param levelOpen the level is to be computed anew */
    record Expect(
            List<String> moved,
            String to,
            String state,
            String level,
            Boolean levelOpen,
            String detail,
            Boolean noDetail,
            String added,
            Boolean unchanged,
            Boolean epochRaised) {}

    @TestFactory
    Stream<DynamicTest> an_event_meets_a_risk() {
        return Tables.cases(FILE, Row.class, Expect.class).stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row.given(), row.expect())));
    }

    private static void check(Row given, Expect expect) {
        var before = Given.risk(given.risk());

        var transition =
                RiskTransition.of(before, Tables.constant(RiskEvent.class, given.event()), detections(given.listed()));

        assertThat(transition.moved()).isEqualTo(detections(expect.moved()));
        assertThat(transition.movedTo().map(RiskState::wireName).orElse(null)).isEqualTo(expect.to());
        assertThat(transition.state().wireName()).isEqualTo(expect.state());
        if (expect.level() != null) {
            assertThat(transition.level()).isEqualTo(RiskLevel.ofWire(expect.level()));
        }
        if (or(expect.levelOpen(), false)) {
            assertThat(transition.level()).isEmpty();
        }
        if (expect.detail() != null || or(expect.noDetail(), false)) {
            assertThat(transition.detail().map(RiskDetail::wireName).orElse(null))
                    .isEqualTo(expect.detail());
        }
        assertThat(transition.added().map(DetectionType::wireName).orElse(null)).isEqualTo(expect.added());
        assertThat(transition.changes(before)).isEqualTo(!or(expect.unchanged(), false));
        if (expect.epochRaised() != null) {
            var next = RiskTransition.nextEpoch(
                    before, transition.state(), transition.level().orElseThrow());
            assertThat(next - before.riskEpoch()).isEqualTo(expect.epochRaised() ? 1 : 0);
        }
    }

    private static Set<DetectionId> detections(List<String> names) {
        return all(names).stream().map(Ids::detection).collect(Collectors.toSet());
    }

    @Test
    void every_event_has_a_row() {
        var rows = Tables.cases(FILE, Row.class, Expect.class).stream()
                .map(row -> Tables.constant(RiskEvent.class, row.given().event()))
                .collect(Collectors.toSet());

        assertThat(rows).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(RiskEvent.class));
    }
}
