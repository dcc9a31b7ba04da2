package io.homeward.accessrules.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryPathTest {
    private static final TenantId CUSTOMER = new TenantId(new UUID(1, 1));
    private static final TenantId RESELLER = new TenantId(new UUID(2, 2));
    private static final TenantId HOME = new TenantId(new UUID(3, 3));
    private static final RoleId READER = DirectoryRole.GLOBAL_READER.id();
    private static final RoleId HELPDESK = DirectoryRole.HELPDESK_ADMINISTRATOR.id();

    @ParameterizedTest
    @CsvSource({
        "created, NOT_YET",
        "approvalPending, NOT_YET",
        "approved, NOT_YET",
        "activating, NOT_YET",
        "active, ACTIVE",
        "expiring, ACTIVE",
        "expired, EXPIRED",
        "terminationRequested, TERMINATED",
        "terminating, TERMINATED",
        "terminated, TERMINATED",
        "unknownFutureValue, SUSPENDED",
        "Active, SUSPENDED",
        "'', SUSPENDED"
    })
    void a_status_nobody_knows_lets_nobody_in(String wireName, Hop.Status status) {
        assertThat(Hop.Status.ofWire(wireName)).isEqualTo(status);
    }

    @Test
    void the_roles_of_several_chains_add_up_and_those_along_one_chain_intersect() {
        var through = Chain.of(hop(CUSTOMER, RESELLER, READER), hop(RESELLER, HOME, READER, HELPDESK));
        var direct = Chain.of(hop(CUSTOMER, HOME, HELPDESK));

        assertThat(new EntryPath.Delegated(List.of(through)).roles()).containsExactly(READER);
        assertThat(new EntryPath.Delegated(List.of(through, direct)).roles())
                .containsExactlyInAnyOrder(READER, HELPDESK);
    }

    @Test
    void an_invitation_has_its_own_roles_and_no_right_has_none() {
        assertThat(new EntryPath.Invited(true, Set.of(READER)).roles()).containsExactly(READER);
        assertThat(new EntryPath.None().roles()).isEmpty();
    }

    private static Hop hop(TenantId customer, TenantId partner, RoleId... roles) {
        return Hop.direct(customer, partner, Hop.Status.ACTIVE, Set.of(roles), Optional.empty());
    }
}
