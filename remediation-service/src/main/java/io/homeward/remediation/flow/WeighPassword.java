package io.homeward.remediation.flow;

import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Objection;
import io.homeward.remediation.credential.PasswordStrength;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What is said of a new password while it is being typed. It takes no step and tries nothing out: the flow is as it was. */
@Singleton
public class WeighPassword {
    /** With something against it, however long it is. */
    private static final int WEAK = 1;

    private final TenantDatabase database;
    private final Flows flows;
    private final LookAtFlow lookAtFlow;
    private final NewPassword newPassword;
    private final PasswordStrength strength;

    WeighPassword(
            TenantDatabase database,
            Flows flows,
            LookAtFlow lookAtFlow,
            NewPassword newPassword,
            PasswordStrength strength) {
        this.database = database;
        this.flows = flows;
        this.lookAtFlow = lookAtFlow;
        this.newPassword = newPassword;
        this.strength = strength;
    }

    /**
     * @param score from 0 to 4
     * @param objection why it would be refused, as far as that can be said before it is sent
     */
    public record Weight(int score, Optional<Objection> objection) {}

    /**
     * Empty where no new password is asked for, or by another page.
     *
     * @throws Refusal where there is no such flow, or it is another browser's
     */
    public Optional<Weight> weigh(FlowId id, BrowserSecret browser, String presented, String password) {
        int step = database.in(id.tenant(), handle -> flows.awaited(handle, id)).number();
        Continuation present = browser.continuation(id, step);
        if (!present.text().equals(presented)) {
            return Optional.empty();
        }
        Flow flow = lookAtFlow.look(id, present).flow();
        return flow.state() instanceof FlowState.ChangePassword state
                ? Optional.of(weigh(flow, state, password))
                : Optional.empty();
    }

    private Weight weigh(Flow flow, FlowState.ChangePassword state, String password) {
        Optional<Objection> objection = newPassword.foreseen(flow, state.evidence(), password);
        int score = strength.score(password);
        return new Weight(objection.isPresent() ? Math.min(score, WEAK) : score, objection);
    }
}
