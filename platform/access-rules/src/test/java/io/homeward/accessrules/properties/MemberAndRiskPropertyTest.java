package io.homeward.accessrules.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.entry.EntryDecision;
import io.homeward.accessrules.entry.MemberEntry;
import io.homeward.accessrules.entry.MemberRules;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.RiskEvent;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskTransition;
import io.homeward.accessrules.risk.UserRisk;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Invariant 4 for members, and the pure parts of invariants 5 and 7. */
class MemberAndRiskPropertyTest {

    @Provide
    Arbitrary<MemberEntry> memberEntries() {
        return Anything.memberEntries();
    }

    @Provide
    Arbitrary<UserRisk> risks() {
        return Anything.risks();
    }

    @Property
    void an_unknown_risk_locks_no_member_out(@ForAll("memberEntries") MemberEntry entry) {
        Assume.that(!entry.disabled() && !entry.session().began().sessionOlderThan(entry.current()));

        var blind = new MemberEntry(
                entry.person(),
                entry.rules(),
                Optional.empty(),
                entry.disabled(),
                entry.current(),
                entry.session(),
                entry.application(),
                entry.client(),
                entry.surroundings());

        assertThat(MemberRules.decide(blind)).isInstanceOf(EntryDecision.Admitted.class);
    }

    @Property
    void a_revoked_session_is_dead_whatever_the_rules(@ForAll("memberEntries") MemberEntry entry) {
        var began = entry.session().began();
        var revoked = new MemberEntry(
                entry.person(),
                entry.rules(),
                entry.risk(),
                entry.disabled(),
                new Epochs(began.session() + 1, began.risk()),
                entry.session(),
                entry.application(),
                entry.client(),
                entry.surroundings());

        assertThat(MemberRules.decide(revoked)).isNotInstanceOf(EntryDecision.Admitted.class);
    }

    @Property(tries = 2000)
    void an_event_closes_only_what_it_reaches_and_only_once(@ForAll("risks") UserRisk before, @ForAll RiskEvent event) {
        var listed =
                before.detections().stream().limit(1).map(ActiveDetection::id).collect(Collectors.toSet());

        var transition = RiskTransition.of(before, event, listed);

        switch (event.reach()) {
            case NOTHING -> assertThat(transition.changes(before)).isFalse();
            case LISTED -> assertThat(listed).containsAll(transition.moved());
            case ALL -> assertThat(transition.moved()).isSubsetOf(ids(before));
            case RAISES -> assertThat(transition.level()).contains(RiskLevel.HIGH);
        }
        if (event.reach() != RiskEvent.Reach.RAISES) {
            var again = RiskTransition.of(after(before, transition), event, listed);
            assertThat(again.moved()).isEmpty();
        }
    }

    @Property(tries = 2000)
    void epochs_never_go_back_and_rise_with_every_new_or_grown_risk(
            @ForAll("risks") UserRisk before, @ForAll("risks") UserRisk after) {
        var next = RiskTransition.nextEpoch(before, after.state(), after.openLevel());

        assertThat(next).isGreaterThanOrEqualTo(before.riskEpoch());
        if (after.openLevel().compareTo(before.openLevel()) > 0) {
            assertThat(next).isGreaterThan(before.riskEpoch());
        }
    }

    private static Set<DetectionId> ids(UserRisk risk) {
        return risk.detections().stream().map(ActiveDetection::id).collect(Collectors.toSet());
    }

    private static UserRisk after(UserRisk before, RiskTransition transition) {
        return new UserRisk(
                transition.level().orElse(before.level()),
                transition.state(),
                transition.detail().orElse(before.detail()),
                before.since(),
                before.riskEpoch(),
                before.detections().stream()
                        .filter(each -> !transition.moved().contains(each.id()))
                        .toList(),
                before.routeAtOnset());
    }
}
