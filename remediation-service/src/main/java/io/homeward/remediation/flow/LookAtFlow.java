package io.homeward.remediation.flow;

import io.homeward.remediation.Refusal;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Shows a flow; one that waits for risk-service goes on if it can. */
@Singleton
class LookAtFlow {
    private final TenantDatabase database;
    private final Flows flows;
    private final Confirm confirm;
    private final InstantSource clock;

    LookAtFlow(TenantDatabase database, Flows flows, Confirm confirm, InstantSource clock) {
        this.database = database;
        this.flows = flows;
        this.confirm = confirm;
        this.clock = clock;
    }

    /** @throws Refusal see {@link Flows#look} */
    Settled look(FlowId id, Continuation presented) {
        Flow flow = database.in(id.tenant(), handle -> flows.look(handle, id, presented, clock.instant()));
        return flow.state() instanceof FlowState.Remediating state
                ? confirm.confirm(flow, state, clock.instant())
                : new Settled(flow, Optional.empty());
    }
}
