package io.homeward.remediation.flow;

import io.homeward.accessrules.FactorKind;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.standing.MfaProof;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Passkey;
import io.homeward.remediation.credential.Proof;
import io.homeward.remediation.credential.Totps;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** Identity verified with a method that is registered and counts here: a passkey, a one-time code, or a recovery code. */
@Singleton
class VerifyFactor {
    private final TenantDatabase database;
    private final Totps totps;
    private final Credentials credentials;
    private final PresentPasskey presentPasskey;
    private final PersonNotices notices;
    private final Offers offers;
    private final Decide decide;
    private final Conclude conclude;

    VerifyFactor(
            TenantDatabase database,
            Totps totps,
            Credentials credentials,
            PresentPasskey presentPasskey,
            PersonNotices notices,
            Offers offers,
            Decide decide,
            Conclude conclude) {
        this.database = database;
        this.totps = totps;
        this.credentials = credentials;
        this.presentPasskey = presentPasskey;
        this.notices = notices;
        this.offers = offers;
        this.decide = decide;
        this.conclude = conclude;
    }

    Settled prove(Flow flow, FlowState.VerifyIdentity state, Move.Totp move, Client client, Instant now) {
        String code = digits(move.code());
        return prove(
                flow,
                state,
                FactorKind.TOTP,
                now,
                (handle, offered) -> totp(handle, flow.tenant(), state.evidence(), code, client, now));
    }

    Settled prove(Flow flow, FlowState.VerifyIdentity state, Move.Passkey move, Instant now) {
        Evidence evidence = state.evidence();
        return prove(flow, state, FactorKind.PASSKEY, now, (handle, offered) -> presentPasskey
                .present(handle, flow, evidence.person(), move.credential(), false, evidence.where(), now)
                .map(Passkey::factor)
                .filter(offered::contains));
    }

    /** The code is looked at only where it would help; elsewhere it stays good. */
    Settled prove(Flow flow, FlowState.VerifyIdentity state, Move.RecoveryCode move, Client client, Instant now) {
        Evidence evidence = state.evidence();
        return prove(
                flow,
                state,
                FactorKind.RECOVERY_CODE,
                now,
                (handle, offered) -> recoveryCode(handle, flow.tenant(), evidence, move.code(), client, now));
    }

    /** Its owner is told: it is the one thing that somebody may have found on paper. */
    private Optional<SecondFactor> recoveryCode(
            Handle handle, TenantId tenant, Evidence evidence, String code, Client client, Instant now) {
        Optional<SecondFactor> used =
                credentials.useRecoveryCode(handle, tenant, evidence.person(), code, client.ipAddress(), now);
        used.ifPresent(factor -> notices.tell(
                handle,
                tenant,
                evidence.person(),
                Notice.of(Notice.Kind.RECOVERY_CODE_USED, Notice.Thing.RECOVERY_CODES, evidence.where()),
                now));
        return used;
    }

    /** Tries one of those that are offered. */
    private interface Trying extends BiFunction<Handle, List<SecondFactor>, Optional<SecondFactor>> {}

    /** @throws Refusal where nothing of this kind counts here; nothing was looked at then */
    private Settled prove(Flow flow, FlowState.VerifyIdentity state, FactorKind kind, Instant now, Trying trying) {
        Evidence evidence = state.evidence();
        TenantId tenant = flow.tenant();
        return database.in(tenant, handle -> {
            if (!conclude.stillCounts(handle, tenant, evidence)) {
                return conclude.end(handle, flow, evidence, Conclude.overtaken(), now);
            }
            var offered = offers.answering(handle, tenant, flow.opening(), evidence, now);
            if (offered.stream().noneMatch(factor -> factor.kind() == kind)) {
                throw new Refusal(Fault.STEP_NOT_OFFERED, "This method does not count here.");
            }
            Progress progress = trying.apply(handle, offered)
                    .map(factor -> evidence.progress().passed(new MfaProof(factor, now)))
                    .orElseGet(evidence.progress()::failed);
            Evidence tried = evidence.with(progress);
            return conclude.by(handle, flow, tried, decide.by(handle, tenant, flow.opening(), tried, now), now);
        });
    }

    private Optional<SecondFactor> totp(
            Handle handle, TenantId tenant, Evidence evidence, String code, Client client, Instant now) {
        return switch (totps.verify(handle, tenant, evidence.person(), code, client.ipAddress(), now)) {
            case Proof.Right() -> credentials.totp(handle, tenant, evidence.person());
            case Proof.Wrong() -> Optional.empty();
            case Proof.Throttled(var until) -> Optional.empty();
        };
    }

    /** Apps show codes in two groups. */
    static String digits(String code) {
        return code.replace(" ", "");
    }
}
