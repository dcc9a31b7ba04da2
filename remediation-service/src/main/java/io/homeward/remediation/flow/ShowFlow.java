package io.homeward.remediation.flow;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.credential.Passkey;
import io.homeward.remediation.credential.Passkeys;
import io.homeward.remediation.credential.RecoveryCodes;
import io.homeward.remediation.credential.Totps;
import io.homeward.remediation.openid.Answer;
import io.homeward.remediation.openid.AuthorizationId;
import io.homeward.remediation.openid.Authorizations;
import io.homeward.remediation.openid.TokenIssuer;
import io.homeward.remediation.openid.TokenResponse;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Makes the answer of a flow: what its screen shows, the token when it is complete. */
@Singleton
class ShowFlow {
    private final TenantDatabase database;
    private final Offers offers;
    private final Totps totps;
    private final Passkeys passkeys;
    private final RecoveryCodes recoveryCodes;
    private final TokenIssuer tokens;
    private final Authorizations authorizations;
    private final InstantSource clock;

    ShowFlow(
            TenantDatabase database,
            Offers offers,
            Totps totps,
            Passkeys passkeys,
            RecoveryCodes recoveryCodes,
            TokenIssuer tokens,
            Authorizations authorizations,
            InstantSource clock) {
        this.database = database;
        this.offers = offers;
        this.totps = totps;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
        this.tokens = tokens;
        this.authorizations = authorizations;
        this.clock = clock;
    }

    FlowView show(Settled settled, Continuation continuation, Client client) {
        Instant now = clock.instant();
        Flow flow = settled.flow();
        Optional<AuthorizationId> request = flow.opening().request();
        Optional<TokenResponse> token = settled.begun()
                .filter(session -> request.isEmpty() && flow.opening().forApplication())
                .map(session -> tokens.forHome(flow.tenant(), session, now));
        Optional<Answer> answer = request.flatMap(id -> answer(settled, id, client, now));
        return FlowView.of(flow, continuation, screenful(flow, now), token, answer, client, now);
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

    private Screenful screenful(Flow flow, Instant now) {
        TenantId tenant = flow.tenant();
        return switch (flow.state()) {
            case FlowState.SignIn state ->
                state.opening().provider().isPresent()
                        ? Screenful.BARE
                        : Screenful.BARE.asking(passkeys.askAnybody(flow.challenge()));
            case FlowState.MoreInformationRequired state -> registering(flow, state.evidence(), now);
            case FlowState.RegisterTotp state ->
                registering(flow, state.evidence(), now)
                        .showing(totps.show(
                                tenant,
                                state.evidence().person(),
                                state.sealedSeed(),
                                state.opening().userPrincipalName()));
            case FlowState.RegisterPasskey state ->
                registering(flow, state.evidence(), now).making(creation(flow, state));
            case FlowState.RecoveryCodes state ->
                Screenful.BARE.showing(
                        recoveryCodes.show(tenant, state.evidence().person(), state.sealedCodes()));
            case FlowState.UnusualSignIn state -> answering(flow, state.evidence(), now);
            case FlowState.AccountAtRisk state -> answering(flow, state.evidence(), now);
            case FlowState.VerifyIdentity state -> verifying(flow, state.evidence(), now);
            case FlowState.CheckMail state -> Screenful.BARE;
            case FlowState.Recovered state -> Screenful.BARE;
            case FlowState.RecoveryUnavailable state -> Screenful.BARE;
            case FlowState.ChangePassword state -> Screenful.BARE;
            case FlowState.Remediating state -> Screenful.BARE;
            case FlowState.SignInBlocked state -> Screenful.BARE;
            case FlowState.AccountBlocked state -> Screenful.BARE;
            case FlowState.SignedIn state -> Screenful.BARE;
            case FlowState.Ended state -> Screenful.BARE;
        };
    }

    private Map<String, Object> creation(Flow flow, FlowState.RegisterPasskey state) {
        return database.in(
                flow.tenant(),
                handle -> passkeys.askForNew(
                        handle,
                        flow.tenant(),
                        state.evidence().person(),
                        flow.challenge(),
                        state.opening().userPrincipalName()));
    }

    private Screenful registering(Flow flow, Evidence evidence, Instant now) {
        return Screenful.choosing(database.in(
                flow.tenant(), handle -> offers.registrable(handle, flow.tenant(), flow.opening(), evidence, now)));
    }

    private Screenful answering(Flow flow, Evidence evidence, Instant now) {
        return Screenful.choosing(kinds(database.in(
                flow.tenant(), handle -> offers.answering(handle, flow.tenant(), flow.opening(), evidence, now))));
    }

    private Screenful verifying(Flow flow, Evidence evidence, Instant now) {
        return database.in(flow.tenant(), handle -> {
            var offered = offers.answering(handle, flow.tenant(), flow.opening(), evidence, now);
            Screenful shown = Screenful.choosing(kinds(offered));
            return shown.offers(Move.Kind.PASSKEY)
                    ? shown.asking(passkeys.ask(flow.challenge(), allowed(handle, flow, evidence, offered)))
                    : shown;
        });
    }

    private List<Passkey> allowed(Handle handle, Flow flow, Evidence evidence, List<SecondFactor> offered) {
        var ids = offered.stream().map(SecondFactor::id).collect(Collectors.toUnmodifiableSet());
        return passkeys.of(handle, flow.tenant(), evidence.person()).stream()
                .filter(passkey -> ids.contains(passkey.methodId().toString()))
                .toList();
    }

    private static List<FactorKind> kinds(List<SecondFactor> factors) {
        return factors.stream().map(SecondFactor::kind).distinct().toList();
    }
}
