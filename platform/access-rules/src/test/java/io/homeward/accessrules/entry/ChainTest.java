package io.homeward.accessrules.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Chain.Obstacle;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What stands in the way is what decides. */
class ChainTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final RoleId ROLE = DirectoryRole.HELPDESK_ADMINISTRATOR.id();
    private static final RoleId OTHER = DirectoryRole.SECURITY_READER.id();
    private static final TenantId CUSTOMER = tenant(1);
    private static final TenantId RESELLER = tenant(2);
    private static final TenantId DISTRIBUTOR = tenant(3);

    private static TenantId tenant(long n) {
        return new TenantId(new UUID(0, n));
    }

    private static Hop hop(TenantId customer, TenantId partner, Hop.Status status, RoleId role, TenantId... named) {
        return new Hop(
                customer,
                partner,
                status,
                Set.of(role),
                Optional.of(NOW.plusSeconds(1)),
                Set.of(named),
                Optional.empty(),
                Optional.empty());
    }

    private static Hop served(TenantId... named) {
        return hop(CUSTOMER, RESELLER, Hop.Status.ACTIVE, ROLE, named);
    }

    private static Hop supplied(Hop.Status status, RoleId role) {
        return hop(RESELLER, DISTRIBUTOR, status, role);
    }

    private static Optional<Obstacle> obstacle(Chain chain) {
        return chain.obstacle(CUSTOMER, chain.hops().getLast().partner(), NOW);
    }

    @Test
    void a_named_way_of_active_relationships_with_a_common_role_counts() {
        assertThat(obstacle(Chain.of(served(DISTRIBUTOR), supplied(Hop.Status.ACTIVE, ROLE))))
                .isEmpty();
        assertThat(obstacle(Chain.of(served()))).isEmpty();
    }

    @Test
    void each_obstacle_has_its_name() {
        Hop active = supplied(Hop.Status.ACTIVE, ROLE);
        assertThat(obstacle(Chain.of(served(), active))).contains(Obstacle.NOT_NAMED);
        assertThat(obstacle(Chain.of(served(DISTRIBUTOR), supplied(Hop.Status.SUSPENDED, ROLE))))
                .contains(Obstacle.SUSPENDED);
        assertThat(obstacle(Chain.of(served(DISTRIBUTOR), supplied(Hop.Status.TERMINATED, ROLE))))
                .contains(Obstacle.ENDED);
        assertThat(obstacle(Chain.of(served(DISTRIBUTOR), supplied(Hop.Status.NOT_YET, ROLE))))
                .contains(Obstacle.NEVER_AGREED);
        assertThat(obstacle(Chain.of(served(DISTRIBUTOR), supplied(Hop.Status.ACTIVE, OTHER))))
                .contains(Obstacle.NO_COMMON_ROLE);
        assertThat(obstacle(Chain.of(served(CUSTOMER), hop(RESELLER, CUSTOMER, Hop.Status.ACTIVE, ROLE))))
                .contains(Obstacle.CYCLE);
        assertThat(Chain.of(active).obstacle(CUSTOMER, DISTRIBUTOR, NOW)).contains(Obstacle.NOT_CONNECTED);
        assertThat(obstacle(Chain.of(
                        served(DISTRIBUTOR, tenant(4), tenant(5)),
                        active,
                        hop(DISTRIBUTOR, tenant(4), Hop.Status.ACTIVE, ROLE),
                        hop(tenant(4), tenant(5), Hop.Status.ACTIVE, ROLE))))
                .contains(Obstacle.TOO_LONG);
    }

    @Test
    void at_its_end_it_has_ended() {
        assertThat(Chain.of(served()).obstacle(CUSTOMER, RESELLER, NOW.plusSeconds(1)))
                .contains(Obstacle.ENDED);
    }
}
