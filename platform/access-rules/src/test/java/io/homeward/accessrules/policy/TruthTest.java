package io.homeward.accessrules.policy;

import static io.homeward.accessrules.policy.Truth.FALSE;
import static io.homeward.accessrules.policy.Truth.TRUE;
import static io.homeward.accessrules.policy.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.situations.Ids;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TruthTest {
    @Test
    void unknown_is_neither_true_nor_false() {
        assertThat(UNKNOWN.negated()).isEqualTo(UNKNOWN);
        assertThat(TRUE.and(UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(FALSE.and(UNKNOWN)).isEqualTo(FALSE);
        assertThat(TRUE.or(UNKNOWN)).isEqualTo(TRUE);
        assertThat(FALSE.or(UNKNOWN)).isEqualTo(UNKNOWN);
    }

    @Test
    void memberships_that_cannot_be_read_neither_include_nor_exclude_for_certain() {
        var unread = new Subject(Ids.HE, Optional.empty(), Optional.of(Set.of()), Optional.empty());

        assertThat(People.only(Selection.ofGroups(Ids.HIS_GROUP)).cover(unread)).isEqualTo(UNKNOWN);
        assertThat(People.EVERYONE.except(Selection.ofGroups(Ids.HIS_GROUP)).cover(unread))
                .isEqualTo(UNKNOWN);
        assertThat(People.EVERYONE.cover(unread)).isEqualTo(TRUE);
        assertThat(People.EVERYONE.except(Selection.ofUsers(Ids.HE)).cover(unread))
                .isEqualTo(FALSE);
    }

    @Test
    void a_restriction_binds_unless_known_not_to_apply_and_a_permission_only_if_known_to() {
        var policy =
                new Policy(Ids.policy(1), "p", Policy.State.ENABLED, People.EVERYONE, Conditions.NONE, Grant.BLOCK);

        assertThat(new Verdict(policy, UNKNOWN, UNKNOWN).binds()).isTrue();
        assertThat(new Verdict(policy, UNKNOWN, UNKNOWN).surelyApplies()).isFalse();
        assertThat(new Verdict(policy, FALSE, FALSE).binds()).isFalse();
        assertThat(new Verdict(policy, TRUE, TRUE).surelyApplies()).isTrue();
    }
}
