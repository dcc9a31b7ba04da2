package io.homeward.tenant.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.delegation.Relationship.Active;
import io.homeward.tenant.delegation.Relationship.ApprovalPending;
import io.homeward.tenant.delegation.Relationship.Created;
import io.homeward.tenant.delegation.Relationship.Expired;
import io.homeward.tenant.delegation.Relationship.Expiring;
import io.homeward.tenant.delegation.Relationship.Terminated;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelationshipTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TenantId PARTNER = new TenantId(new UUID(1, 1));
    private static final TenantId CUSTOMER = new TenantId(new UUID(2, 2));
    private static final TenantId STRANGER = new TenantId(new UUID(3, 3));
    private static final RoleId HELPDESK = DirectoryRole.HELPDESK_ADMINISTRATOR.id();
    private static final RoleId GLOBAL_ADMINISTRATOR = DirectoryRole.GLOBAL_ADMINISTRATOR.id();

    private static Terms terms(String duration, AutoExtend extend, RoleId... roles) {
        return new Terms(
                new RelationshipId(new UUID(7, 7), PARTNER),
                Optional.of(CUSTOMER),
                "Helpdesk",
                Lifetime.of(duration),
                extend,
                Set.of(roles),
                NOW);
    }

    private static Created created() {
        return new Created(terms("P30D", AutoExtend.NEVER, HELPDESK));
    }

    private static Active active(AutoExtend extend) {
        return new Created(terms("P30D", extend, HELPDESK))
                .lockForApproval(NOW)
                .approve(CUSTOMER)
                .activate()
                .complete(NOW);
    }

    @Test
    void it_ends_its_duration_after_the_activation_not_after_the_offer() {
        Instant later = NOW.plus(Duration.ofDays(10));

        Active active =
                created().lockForApproval(NOW).approve(CUSTOMER).activate().complete(later);

        assertThat(active.endsAt()).contains(later.plus(Duration.ofDays(30)));
        assertThat(active.activatedAt()).contains(later);
    }

    @Test
    void two_years_are_calendar_years() {
        Active active = new Created(terms("P2Y", AutoExtend.NEVER, HELPDESK))
                .lockForApproval(NOW)
                .approve(CUSTOMER)
                .activate()
                .complete(Instant.parse("2028-02-29T08:00:00Z"));

        assertThat(active.endsAt()).contains(Instant.parse("2030-02-28T08:00:00Z"));
    }

    @Test
    void the_customer_named_in_it_approves_and_nobody_else() {
        assertThatThrownBy(() -> created().lockForApproval(NOW).approve(STRANGER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_open_invitation_belongs_to_whoever_approves_it() {
        var open = new Terms(
                new RelationshipId(new UUID(7, 7), PARTNER),
                Optional.empty(),
                "Helpdesk",
                Lifetime.of("P30D"),
                AutoExtend.NEVER,
                Set.of(HELPDESK),
                NOW);

        assertThat(new ApprovalPending(open, NOW).approve(STRANGER).terms().customer())
                .contains(STRANGER);
    }

    @Test
    void on_its_last_day_it_is_expiring_and_at_the_very_end_it_is_over() {
        Active active = active(AutoExtend.NEVER);
        Instant end = active.end();

        assertThat(active.asOf(end.minus(Relationship.NOTICE).minusMillis(1))).isEqualTo(active);
        assertThat(active.asOf(end.minus(Relationship.NOTICE))).isInstanceOf(Expiring.class);
        assertThat(active.asOf(end.minusMillis(1)).endsAt()).contains(end);
        assertThat(active.asOf(end)).isInstanceOf(Expired.class);
        assertThat(active.asOf(end.minusMillis(1)).asOf(end)).isInstanceOf(Expired.class);
    }

    @Test
    void one_that_extends_itself_does_so_before_its_end_and_never_pauses() {
        Active active = active(AutoExtend.HALF_A_YEAR);

        Relationship extended = active.asOf(active.end().minus(Relationship.NOTICE));

        assertThat(extended).isInstanceOf(Active.class);
        assertThat(extended.endsAt()).contains(active.end().plus(Duration.ofDays(180)));
        assertThat(active.asOf(active.end())).isInstanceOf(Expired.class);
    }

    @Test
    void extension_agreed_on_the_last_day_saves_it() {
        Active active = active(AutoExtend.NEVER);
        Instant lastDay = active.end().minus(Duration.ofHours(2));
        var expiring = (Expiring) active.asOf(lastDay);

        Relationship saved =
                expiring.amended(expiring.terms().with(AutoExtend.HALF_A_YEAR)).asOf(lastDay);

        assertThat(saved.endsAt()).contains(active.end().plus(Duration.ofDays(180)));
    }

    @Test
    void an_invitation_nobody_answers_lapses_after_ninety_days() {
        ApprovalPending pending = created().lockForApproval(NOW);

        assertThat(pending.asOf(NOW.plus(Relationship.PATIENCE).minusMillis(1))).isEqualTo(pending);
        assertThat(pending.asOf(NOW.plus(Relationship.PATIENCE))).isInstanceOf(Expired.class);
    }

    @Test
    void global_administrator_and_extension_exclude_each_other() {
        assertThatThrownBy(() -> terms("P30D", AutoExtend.HALF_A_YEAR, HELPDESK, GLOBAL_ADMINISTRATOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Global Administrator");
        assertThat(terms("P30D", AutoExtend.NEVER, GLOBAL_ADMINISTRATOR).roles())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "P730D", "P2Y", "P24M", "P1Y6M", "P2W"})
    void a_duration_of_a_day_to_two_years_is_accepted(String duration) {
        assertThat(Lifetime.of(duration)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P731D", "P2Y1D", "P-5D", "PT24H", "730", "", "P99999999999D"})
    void any_other_duration_is_refused(String duration) {
        assertThatThrownBy(() -> Lifetime.of(duration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between P1D and P2Y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P90D", "P181D", "180", ""})
    void it_is_extended_by_half_a_year_or_not_at_all(String extension) {
        assertThatThrownBy(() -> AutoExtend.of(extension)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_id_is_read_back_and_nonsense_is_no_id() {
        var id = new RelationshipId(UUID.randomUUID(), PARTNER);

        assertThat(RelationshipId.read(id.toString())).contains(id);
        assertThat(RelationshipId.read(PARTNER.toString())).isEmpty();
        assertThat(RelationshipId.read(id + "x")).isEmpty();
        assertThat(RelationshipId.read("")).isEmpty();
    }

    // What may be asked in which state, by which side: everything that is not listed is refused.

    record Allowed(Action action, Status status, boolean partner, Status leadsTo) {}

    private static final List<Allowed> ALLOWED = List.of(
            new Allowed(Action.LOCK_FOR_APPROVAL, Status.CREATED, true, Status.APPROVAL_PENDING),
            new Allowed(Action.APPROVE, Status.APPROVAL_PENDING, false, Status.ACTIVE),
            new Allowed(Action.REJECT, Status.APPROVAL_PENDING, false, Status.TERMINATED),
            new Allowed(Action.TERMINATE, Status.APPROVAL_PENDING, true, Status.TERMINATED),
            new Allowed(Action.TERMINATE, Status.APPROVAL_PENDING, false, Status.TERMINATED),
            new Allowed(Action.TERMINATE, Status.ACTIVE, true, Status.TERMINATED),
            new Allowed(Action.TERMINATE, Status.ACTIVE, false, Status.TERMINATED),
            new Allowed(Action.TERMINATE, Status.EXPIRING, true, Status.TERMINATED),
            new Allowed(Action.TERMINATE, Status.EXPIRING, false, Status.TERMINATED));

    static Stream<Relationship> everyState() {
        Terms terms = terms("P30D", AutoExtend.NEVER, HELPDESK);
        Active active = active(AutoExtend.NEVER);
        return Stream.of(
                new Created(terms),
                new ApprovalPending(terms, NOW),
                new Relationship.Approved(terms),
                new Relationship.Activating(terms),
                active,
                new Expiring(terms, NOW, active.end()),
                new Expired(terms, Optional.of(NOW), active.end()),
                active.terminate(NOW),
                active.terminate(NOW).begin(),
                active.terminate(NOW).begin().complete());
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void only_what_is_listed_can_be_asked(Relationship state) {
        for (Action action : Action.values()) {
            for (boolean partner : List.of(true, false)) {
                TenantId asker = partner ? PARTNER : CUSTOMER;
                Optional<Status> expected = ALLOWED.stream()
                        .filter(row ->
                                row.action() == action && row.status() == state.status() && row.partner() == partner)
                        .map(Allowed::leadsTo)
                        .findFirst();
                if (expected.isPresent()) {
                    assertThat(action.on(state, asker, NOW).status()).isEqualTo(expected.get());
                } else {
                    assertThatThrownBy(() -> action.on(state, asker, NOW))
                            .as("%s by the %s while %s", action, partner ? "partner" : "customer", state.status())
                            .isInstanceOf(Refusal.class)
                            .extracting(refusal -> ((Refusal) refusal).fault())
                            .isIn(Fault.NOT_IN_THIS_STATE, Fault.NOT_ALLOWED);
                }
            }
        }
    }

    @Test
    void every_status_has_a_state() {
        assertThat(everyState().map(Relationship::status)).containsExactlyInAnyOrder(Status.values());
    }

    @Test
    void a_terminated_one_ended_when_it_was_terminated() {
        Instant at = NOW.plus(Duration.ofDays(3));

        var ended = (Terminated) Action.TERMINATE.on(active(AutoExtend.NEVER), CUSTOMER, at);

        assertThat(ended.endsAt()).contains(at);
    }

    @Test
    void time_changes_nothing_in_the_states_that_wait_for_nobody() {
        Instant farOff = NOW.plus(Duration.ofDays(10_000));
        Set<Status> timed = Set.of(Status.APPROVAL_PENDING, Status.ACTIVE, Status.EXPIRING);

        everyState().filter(state -> !timed.contains(state.status())).forEach(state -> assertThat(state.asOf(farOff))
                .isEqualTo(state));
        assertThat(Arrays.stream(Status.values()).filter(timed::contains)).hasSize(3);
    }
}
