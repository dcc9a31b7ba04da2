package io.homeward.risk.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.TenantId;
import io.homeward.risk.House;
import io.homeward.risk.RunningService;
import io.homeward.risk.habit.Habits;
import io.homeward.risk.habit.Learnt;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@RunningService
class WarmUpTest {
    @Inject
    House house;

    @Inject
    Habits habits;

    @Inject
    Learnt learnt;

    @Inject
    WarmUp warmUp;

    @Test
    void what_is_scored_to_warm_up_leaves_no_trace() {
        TenantId tenant = house.tenant();

        warmUp.undone(habits.of(tenant));

        learnt.write();
        for (String table : List.of(
                "sign_in",
                "person_profile",
                "source_window",
                "tenant_count",
                "network_person",
                "detection",
                "outbox")) {
            long rows = house.database().in(tenant, handle -> handle.createQuery("select count(*) from " + table)
                    .mapTo(Long.class)
                    .one());
            assertThat(rows).as(table).isZero();
        }
    }
}
