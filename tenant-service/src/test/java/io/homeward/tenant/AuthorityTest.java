package io.homeward.tenant;

import static io.homeward.accessrules.DirectoryRole.CONDITIONAL_ACCESS_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.GLOBAL_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.GLOBAL_READER;
import static io.homeward.accessrules.DirectoryRole.HELPDESK_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.SECURITY_ADMINISTRATOR;
import static io.homeward.accessrules.DirectoryRole.USER_ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.administrator.Act;
import io.homeward.accessrules.administrator.HomeAdministrator;
import io.homeward.tenancy.NotForThisCaller;
import io.homeward.testsupport.Callers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorityTest {
    private static final TenantId HERE = new TenantId(new UUID(1, 1));
    private static final TenantId ELSEWHERE = new TenantId(new UUID(2, 2));
    private static final PersonId SELF = new PersonId(new UUID(3, 3));
    private static final PersonId OTHER = new PersonId(new UUID(4, 4));

    private static Authority member(DirectoryRole... roles) {
        return Authority.of(Callers.member(HERE, SELF, ids(roles)), Instant.now());
    }

    private static Authority technician(DirectoryRole... roles) {
        return Authority.of(Callers.external(ELSEWHERE, SELF, HERE, ids(roles)), Instant.now());
    }

    private static Authority application(Permission... permissions) {
        return Authority.of(
                Callers.application(
                        HERE, Arrays.stream(permissions).map(Permission::wire).toArray(String[]::new)),
                Instant.now());
    }

    private static String[] ids(DirectoryRole... roles) {
        return Stream.of(roles).map(role -> role.id().toString()).toArray(String[]::new);
    }

    private static Set<RoleId> held(DirectoryRole role) {
        return Set.of(role.id());
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void somebody_from_outside_without_a_role_may_nothing(Right right) {
        assertThat(technician().may(right)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void an_application_without_a_permission_may_nothing(Right right) {
        assertThat(application().may(right)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = Right.class, mode = EnumSource.Mode.EXCLUDE, names = "RUN_THE_INSTALLATION")
    void a_global_administrator_may_everything_in_his_tenant(Right right) {
        assertThat(member(GLOBAL_ADMINISTRATOR).may(right)).isTrue();
    }

    @Test
    void a_clients_scopes_narrow_what_the_roles_allow_and_never_widen_it() {
        assertThat(scoped(Set.of("User.Read.All"), GLOBAL_ADMINISTRATOR).may(Right.READ_DIRECTORY))
                .isTrue();
        assertThat(scoped(Set.of("User.Read.All"), GLOBAL_ADMINISTRATOR).may(Right.WRITE_USERS))
                .isFalse();
        assertThat(scoped(Set.of("User.ReadWrite.All")).may(Right.WRITE_USERS)).isFalse();
        assertThat(scoped(Set.of("Mail.Read"), GLOBAL_ADMINISTRATOR).may(Right.READ_DIRECTORY))
                .isFalse();
        assertThat(scoped(Set.of("https://edge.example/.default"), GLOBAL_ADMINISTRATOR)
                        .may(Right.WRITE_USERS))
                .isTrue();
        assertThatThrownBy(() -> scoped(Set.of("Application.ReadWrite.All"), GLOBAL_ADMINISTRATOR)
                        .holds(Set.of(Permission.USER_READ_ALL)))
                .isInstanceOf(Refusal.class);
    }

    private static Authority scoped(Set<String> scopes, DirectoryRole... roles) {
        var person = Callers.member(HERE, SELF, ids(roles));
        return Authority.of(
                new io.homeward.tenancy.Caller.Person(
                        person.id(),
                        person.home(),
                        person.tenant(),
                        person.roles(),
                        scopes,
                        person.clientId(),
                        person.sessionId(),
                        person.authTime(),
                        person.mfaAt(),
                        person.actor()),
                java.time.Instant.now());
    }

    @Test
    void no_role_of_a_tenant_runs_the_installation() {
        assertThat(member(DirectoryRole.values()).may(Right.RUN_THE_INSTALLATION))
                .isFalse();
    }

    @Test
    void a_member_reads_the_directory_and_nothing_more() {
        assertThat(Arrays.stream(Right.values()).filter(member()::may))
                .containsExactlyInAnyOrder(Right.READ_DIRECTORY, Right.READ_ROLES, Right.READ_OWN_TENANT);
    }

    @Test
    void delegated_roles_reach_everything_but_what_would_outlive_the_relationship() {
        assertThat(technician(GLOBAL_ADMINISTRATOR).may(Right.WRITE_USERS)).isTrue();
        assertThat(technician(GLOBAL_ADMINISTRATOR).may(Right.WRITE_RELATIONSHIPS))
                .isFalse();
        assertThat(technician(GLOBAL_ADMINISTRATOR).may(Right.ASSIGN_ROLES)).isFalse();
        assertThat(technician(GLOBAL_ADMINISTRATOR).may(Right.WRITE_APPLICATIONS))
                .isFalse();
        assertThat(technician(GLOBAL_ADMINISTRATOR).may(Right.INVITE_GUESTS)).isFalse();
        assertThat(technician(GLOBAL_ADMINISTRATOR).may(Right.DELETE_FOR_EVER)).isFalse();
        assertThat(technician(GLOBAL_READER).may(Right.READ_POLICIES)).isTrue();
        assertThat(technician(GLOBAL_READER).may(Right.WRITE_POLICIES)).isFalse();
    }

    @Test
    void roles_are_handed_out_by_global_administrators_or_by_the_permission_for_just_that() {
        assertThat(member(USER_ADMINISTRATOR, SECURITY_ADMINISTRATOR).may(Right.ASSIGN_ROLES))
                .isFalse();
        assertThat(application(Permission.USER_READ_WRITE_ALL, Permission.APPLICATION_READ_WRITE_ALL)
                        .may(Right.ASSIGN_ROLES))
                .isFalse();
        assertThat(application(Permission.ROLE_MANAGEMENT_READ_WRITE_DIRECTORY).may(Right.ASSIGN_ROLES))
                .isTrue();
    }

    @Test
    void nobody_acts_on_somebody_who_outranks_him_or_on_his_equal() {
        member(USER_ADMINISTRATOR).outranks(Right.WRITE_USERS, OTHER, held(HELPDESK_ADMINISTRATOR));
        member(USER_ADMINISTRATOR).outranks(Right.WRITE_USERS, OTHER, Set.of());
        assertThatThrownBy(
                        () -> member(USER_ADMINISTRATOR).outranks(Right.WRITE_USERS, OTHER, held(GLOBAL_ADMINISTRATOR)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(
                        () -> member(USER_ADMINISTRATOR).outranks(Right.WRITE_USERS, OTHER, held(USER_ADMINISTRATOR)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> member(USER_ADMINISTRATOR)
                        .outranks(Right.WRITE_USERS, OTHER, held(CONDITIONAL_ACCESS_ADMINISTRATOR)))
                .isInstanceOf(Refusal.class);
        member(GLOBAL_ADMINISTRATOR).outranks(Right.WRITE_USERS, OTHER, held(GLOBAL_ADMINISTRATOR));
    }

    @Test
    void a_role_nobody_knows_here_ranks_with_the_highest() {
        Set<RoleId> unknown = Set.of(new RoleId(UUID.randomUUID()));

        assertThatThrownBy(() -> member(SECURITY_ADMINISTRATOR).outranks(Right.WRITE_USERS, OTHER, unknown))
                .isInstanceOf(Refusal.class);
        // And whoever holds one is no more for it.
        var stranger = Authority.of(Callers.member(HERE, SELF, UUID.randomUUID().toString()), Instant.now());
        assertThatThrownBy(() -> stranger.outranks(Right.WRITE_USERS, OTHER, held(HELPDESK_ADMINISTRATOR)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void only_the_rank_of_the_role_that_carries_the_right_counts() {
        var both = member(USER_ADMINISTRATOR, SECURITY_ADMINISTRATOR);

        assertThatThrownBy(() -> both.outranks(Right.WRITE_USERS, OTHER, held(CONDITIONAL_ACCESS_ADMINISTRATOR)))
                .isInstanceOf(Refusal.class);
        both.outranks(Right.WRITE_USERS, OTHER, held(HELPDESK_ADMINISTRATOR));
    }

    @ParameterizedTest
    @EnumSource(
            value = Right.class,
            names = {
                "ASSIGN_ROLES",
                "WRITE_APPLICATIONS",
                "WRITE_RELATIONSHIPS",
                "RESET_PASSWORDS",
                "DELETE_FOR_EVER",
                "WRITE_EXTERNAL_ACCESS",
                "WRITE_ORGANIZATION"
            })
    void what_hands_power_out_asks_a_person_for_a_fresh_second_factor(Right right) {
        Instant now = Instant.now();
        String[] all = ids(GLOBAL_ADMINISTRATOR);
        var without = Authority.of(Callers.memberWithoutMfa(HERE, SELF, all), now);
        var stale = Authority.of(Callers.memberWithMfaAt(now.minus(HomeAdministrator.FRESH_MFA), HERE, SELF, all), now);
        var fresh = Authority.of(
                Callers.memberWithMfaAt(
                        now.minus(HomeAdministrator.FRESH_MFA).plus(Duration.ofSeconds(1)), HERE, SELF, all),
                now);

        for (Authority caller : List.of(without, stale)) {
            assertThatThrownBy(() -> caller.needing(right))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.fault())
                            .isEqualTo(Fault.FRESH_MFA_NEEDED));
        }
        assertThat(fresh.needing(right)).isSameAs(fresh);
        // Who may not anyway learns nothing about factors.
        assertThatThrownBy(() ->
                        Authority.of(Callers.memberWithoutMfa(HERE, SELF), now).needing(right))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.fault()).isEqualTo(Fault.NOT_ALLOWED));
        // An application has no second factor; its permission is what governs it.
        application(Permission.values()).needing(right);
    }

    @Test
    void everyday_work_needs_no_fresh_second_factor() {
        var without = Authority.of(Callers.memberWithoutMfa(HERE, SELF, ids(GLOBAL_ADMINISTRATOR)), Instant.now());

        for (Right right : List.of(Right.READ_DIRECTORY, Right.WRITE_USERS, Right.WRITE_GROUPS, Right.READ_POLICIES)) {
            assertThat(without.needing(right)).isSameAs(without);
        }
    }

    /** The table of graph-api.md 1.14 as far as it is this service's, and what its conflicts were decided to be. */
    @ParameterizedTest
    @CsvSource({
        "GLOBAL_READER, false, false, false, false",
        "SECURITY_READER, false, false, false, false",
        "SECURITY_OPERATOR, true, false, false, false",
        "SECURITY_ADMINISTRATOR, true, true, true, false",
        "CONDITIONAL_ACCESS_ADMINISTRATOR, false, false, true, false",
        "USER_ADMINISTRATOR, false, false, false, true",
        "GLOBAL_ADMINISTRATOR, true, true, true, true"
    })
    void duties_are_those_of_the_table(
            DirectoryRole role, boolean dismiss, boolean settings, boolean policies, boolean reset) {
        for (Act act : List.of(Act.DISMISS, Act.CONFIRM_SAFE, Act.CONFIRM_COMPROMISED)) {
            assertThat(act.roles().contains(role)).as("%s", act).isEqualTo(dismiss);
        }
        assertThat(member(role).may(Right.WRITE_SETTINGS)).isEqualTo(settings);
        assertThat(member(role).may(Right.WRITE_POLICIES)).isEqualTo(policies);
        assertThat(member(role).may(Right.RESET_PASSWORDS)).isEqualTo(reset);
    }

    @Test
    void an_application_acts_on_role_holders_only_where_it_could_take_their_roles() {
        application(Permission.USER_READ_WRITE_ALL).outranks(Right.WRITE_USERS, OTHER, Set.of());
        assertThatThrownBy(() -> application(Permission.USER_READ_WRITE_ALL)
                        .outranks(Right.WRITE_USERS, OTHER, held(HELPDESK_ADMINISTRATOR)))
                .isInstanceOf(Refusal.class);
        application(Permission.USER_READ_WRITE_ALL, Permission.ROLE_MANAGEMENT_READ_WRITE_DIRECTORY)
                .outranks(Right.WRITE_USERS, OTHER, held(GLOBAL_ADMINISTRATOR));
    }

    @Test
    void nobody_hands_on_what_he_has_not_got() {
        application(Permission.USER_READ_ALL).holds(Set.of(Permission.USER_READ_ALL));
        assertThatThrownBy(() -> application(Permission.APPLICATION_READ_WRITE_ALL)
                        .holds(Set.of(Permission.USER_READ_WRITE_ALL)))
                .isInstanceOf(Refusal.class);
        member(GLOBAL_ADMINISTRATOR).holds(Permission.ofTenants());
        assertThatThrownBy(() -> member(GLOBAL_ADMINISTRATOR).holds(Set.of(Permission.TENANT_READ_WRITE_ALL)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> member(USER_ADMINISTRATOR).holds(Set.of(Permission.USER_READ_ALL)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void services_and_strangers_have_no_authority() {
        assertThatThrownBy(() -> Authority.of(Callers.service("gateway"), Instant.now()))
                .isInstanceOf(NotForThisCaller.class);
        assertThatThrownBy(() -> Authority.of(Callers.anonymous(), Instant.now()))
                .isInstanceOf(NotForThisCaller.class);
    }
}
