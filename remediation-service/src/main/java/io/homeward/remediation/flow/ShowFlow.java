package io.homeward.remediation.flow;

import io.homeward.remediation.credential.TotpEnrolment;
import io.homeward.remediation.credential.Totps;
import io.homeward.remediation.openid.Answer;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.Authorizations;
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
    private final Authorizations authorizations;
    private final InstantSource clock;

    ShowFlow(Totps totps, TokenIssuer tokens, Authorizations authorizations, InstantSource clock) {
        this.totps = totps;
        this.tokens = tokens;
        this.authorizations = authorizations;
        this.clock = clock;
    }

    FlowView show(Settled settled, Continuation continuation, Client client) {
        Instant now = clock.instant();
        Flow flow = settled.flow();
        Optional<AuthorizationId> request = flow.opening().request();
        Optional<TokenResponse> token = settled.begun()
                .filter(session -> request.isEmpty())
                .map(session -> tokens.forHome(flow.tenant(), session, now));
        Optional<Answer> answer = request.flatMap(id -> answer(settled, id, client, now));
        return FlowView.of(flow, continuation, totp(flow), token, answer, client, now);
    }

    private Optional<Answer> answer(Settled settled, AuthorizationId request, Client client, Instant now) {
        Flow flow = settled.flow();
        if (flow.state() instanceof FlowState.Ended) {
            return Optional.of(authorizations.declined(request, now));
        }
        return settled.begun()
                .map(session -> authorizations.answer(
                        flow.tenant(), request, session, client.surroundings(Optional.empty()), now));
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
