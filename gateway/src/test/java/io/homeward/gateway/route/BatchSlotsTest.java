package io.homeward.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.gateway.web.Fault;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchSlotsTest {
    private final BatchSlots slots = new BatchSlots();

    private static TenantId tenant() {
        return new TenantId(UUID.randomUUID());
    }

    @Test
    void one_tenant_takes_four_places_and_leaves_the_others_theirs() {
        TenantId greedy = tenant();
        for (int i = 0; i < BatchSlots.OF_A_TENANT; i++) {
            assertThat(slots.take(greedy)).isEmpty();
        }

        assertThat(slots.take(greedy))
                .hasValueSatisfying(refusal -> assertThat(refusal.fault()).isEqualTo(Fault.TOO_MANY_CALLS));
        assertThat(slots.take(tenant())).isEmpty();

        slots.leave(greedy);
        assertThat(slots.take(greedy)).isEmpty();
        assertThat(slots.take(greedy)).isPresent();
    }

    @Test
    void all_together_take_thirty_two() {
        for (int i = 0; i < BatchSlots.AT_ONCE; i++) {
            assertThat(slots.take(tenant())).isEmpty();
        }

        assertThat(slots.take(tenant()))
                .hasValueSatisfying(refusal -> assertThat(refusal.fault()).isEqualTo(Fault.SERVICE_AWAY));
    }
}
