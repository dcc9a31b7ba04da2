package io.homeward.remediation.flow;

import io.homeward.accessrules.Obligation;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.standing.Capability;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.credential.Capabilities;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.Credentials.Origin;
import io.homeward.remediation.credential.Objection;
import io.homeward.remediation.credential.PasswordChoice;
import io.homeward.remediation.credential.PasswordHashes;
import io.homeward.remediation.credential.PasswordRules.Use;
import io.homeward.remediation.credential.Passwords;
import io.homeward.remediation.enrolment.Admitted;
import io.homeward.remediation.enrolment.Enrolments;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A new password that the law demanded (H8, H11, H13). The hash, the end of all sessions, the new epoch, what risk-service is told and the
 * flow's next state are one transaction.
 */
@Singleton
class NewPassword {
    private final TenantDatabase database;
    private final PasswordChoice choice;
    private final PasswordHashes hashes;
    private final Passwords passwords;
    private final Capabilities capabilities;
    private final Credentials credentials;
    private final Enrolments enrolments;
    private final PersonNotices notices;
    private final Decide decide;
    private final Conclude conclude;

    NewPassword(
            TenantDatabase database,
            PasswordChoice choice,
            PasswordHashes hashes,
            Passwords passwords,
            Capabilities capabilities,
            Credentials credentials,
            Enrolments enrolments,
            PersonNotices notices,
            Decide decide,
            Conclude conclude) {
        this.database = database;
        this.choice = choice;
        this.hashes = hashes;
        this.passwords = passwords;
        this.capabilities = capabilities;
        this.credentials = credentials;
        this.enrolments = enrolments;
        this.notices = notices;
        this.decide = decide;
        this.conclude = conclude;
    }

    /** @throws Refusal where the password is not acceptable; the flow is then as it was */
    Settled set(Flow flow, FlowState.ChangePassword state, Move.ChangePassword move, Instant now) {
        Evidence evidence = state.evidence();
        String hash = acceptable(flow, evidence, move);
        return database.in(flow.tenant(), handle -> {
            if (!conclude.stillCounts(handle, flow.tenant(), evidence)) {
                return conclude.end(handle, flow, evidence, Conclude.overtaken(), now);
            }
            return set(handle, flow, evidence, hash, now);
        });
    }

    /**
     * @return its hash
     * @throws Refusal where the password is not acceptable
     */
    String acceptable(Flow flow, Evidence evidence, Move.ChangePassword move) {
        refuseUnacceptable(flow, evidence, move.newPassword());
        return hashes.hash(move.newPassword());
    }

    /** Decided as if it were set, and set only if nothing else is unmet then. */
    private Settled set(Handle handle, Flow flow, Evidence evidence, String hash, Instant now) {
        TenantId tenant = flow.tenant();
        Evidence changed = evidence.with(evidence.progress().passwordChanged(now));
        Optional<HomeDecision> decision = decide.by(handle, tenant, flow.opening(), changed, now);
        if (decision.isEmpty() || !(decision.get() instanceof HomeDecision.SignedIn signedIn)) {
            return conclude.by(handle, flow, evidence, decide.by(handle, tenant, flow.opening(), evidence, now), now);
        }
        if (!usedUp(handle, flow, evidence)) {
            return conclude.end(handle, flow, evidence, Conclude.overtaken(), now);
        }
        var set = credentials.setPassword(
                handle,
                tenant,
                evidence.person(),
                hash,
                origin(evidence, signedIn),
                evidence.person().toString(),
                now);
        if (set.replaced()) {
            var changedNow = Notice.of(Notice.Kind.PASSWORD_CHANGED, evidence.where());
            notices.tell(handle, tenant, evidence.person(), changedNow, now);
        }
        return conclude.by(handle, flow, changed.atSessionEpoch(set.sessionEpoch()), decision, now);
    }

    /** With a password of one's own every ticket is spent; a flow that began with one needs that very one to be there still. */
    private boolean usedUp(Handle handle, Flow flow, Evidence evidence) {
        Optional<Admitted> admitted = flow.opening().enrolment();
        boolean there = admitted.isEmpty() || enrolments.use(handle, flow.tenant(), admitted.get());
        if (there) {
            enrolments.forget(handle, flow.tenant(), evidence.person());
        }
        return there;
    }

    private static Origin origin(Evidence evidence, HomeDecision.SignedIn decision) {
        boolean withMfa = evidence.mfaAt().isPresent()
                && !decision.obligations().contains(Obligation.KEEP_TEMPORARY_PASSWORD_PENDING);
        return withMfa ? Origin.OWNER_WITH_MFA : Origin.OWNER;
    }

    /** Why it would be refused, as far as that can be said while it is typed: nobody is asked, and nothing is hashed. */
    Optional<Objection> foreseen(Flow flow, Evidence evidence, String password) {
        return choice.foreseen(password, use(flow, evidence), names(flow));
    }

    private Use use(Flow flow, Evidence evidence) {
        Capability capability = database.in(flow.tenant(), handle -> capabilities
                .find(handle, flow.tenant(), evidence.person())
                .orElse(Capability.NONE));
        return capability.registered() ? Use.WITH_SECOND_FACTOR : Use.ALONE;
    }

    private static List<String> names(Flow flow) {
        return List.of(flow.opening().userPrincipalName(), flow.opening().tenantName());
    }

    private void refuseUnacceptable(Flow flow, Evidence evidence, String password) {
        choice.objection(password, use(flow, evidence), names(flow)).ifPresent(objection -> {
            throw objection.refusal();
        });
        passwords.usedBefore(flow.tenant(), evidence.person(), password).ifPresent(objection -> {
            throw objection.refusal();
        });
    }
}
