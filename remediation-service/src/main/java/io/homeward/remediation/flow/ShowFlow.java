package io.homeward.remediation.flow;

import io.homeward.remediation.credential.TotpEnrolment;
import io.homeward.remediation.credential.Totps;
import io.homeward.remediation.openid.TokenIssuer;
import io.homeward.remediation.openid.TokenResponse;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the answer of a flow: the seed while it is registered, the token when it is complete. */
@Singleton
class ShowFlow {
    private final Totps totps;
    private final TokenIssuer tokens;
    private final InstantSource clock;

    ShowFlow(Totps totps, TokenIssuer tokens, InstantSource clock) {
        this.totps = totps;
        this.tokens = tokens;
        this.clock = clock;
    }

    FlowView show(Settled settled, Continuation continuation, Client client) {
        Instant now = clock.instant();
        Flow flow = settled.flow();
        Optional<TokenResponse> token = settled.begun().map(session -> tokens.forHome(flow.tenant(), session, now));
        return FlowView.of(flow, continuation, totp(flow), token, client, now);
    }

    private Optional<TotpEnrolment> totp(Flow flow) {
        return flow.state() instanceof FlowState.RegisterTotp state
                ? Optional.of(totps.show(
                        flow.tenant(),
                        state.evidence().person(),
                        state.sealedSeed(),
                        state.opening().userPrincipalName()))
                : Optional.empty();
    }
}
