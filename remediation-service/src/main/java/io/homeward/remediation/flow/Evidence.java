package io.homeward.remediation.flow;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.home.Progress;
import io.homeward.accessrules.home.Screen;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.MfaProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is known once the first factor was right. It is kept with the flow and never comes from the client.
 *
 * @param signIn the id under which risk-service knows this sign-in
 * @param userRisk as risk-service said with the score, or said last where it was away
 * @param began the epochs at the first factor; a remediation of this very flow takes the session's with it
 * @param firstFactorAt becomes the session's {@code auth_time}
 * @param noticed notices that were shown and answered
 * @param trustedPlace whether it comes from one that is trusted whatever the tenant says of it
 * @param surroundings where and with what the first factor was proven; empty in a flow of a release that did not keep it
 * @param first what the first factor was; a password in a flow of a release that knew no other
 */
record Evidence(
        PersonId person,
        UUID signIn,
        SignInRisk risk,
        UserRisk userRisk,
        Epochs began,
        Instant firstFactorAt,
        Progress progress,
        Set<Screen> noticed,
        boolean trustedPlace,
        Optional<Surroundings> surroundings,
        FirstProof first) {
    Evidence {
        requireNonNull(person, "person");
        requireNonNull(signIn, "signIn");
        requireNonNull(risk, "risk");
        requireNonNull(userRisk, "userRisk");
        requireNonNull(began, "began");
        requireNonNull(firstFactorAt, "firstFactorAt");
        requireNonNull(progress, "progress");
        noticed = Set.copyOf(noticed);
        requireNonNull(surroundings, "surroundings");
        first = requireNonNullElse(first, FirstProof.PASSWORD);
    }

    /** What somebody began with. */
    enum FirstProof {
        PASSWORD,
        /** The ticket of an enrolment. */
        TICKET,
        ACCESS_PASS,
        /** To replace a forgotten password, and nothing else. */
        MAIL_CODE,
        /** Of his authenticator only: two factors by itself. */
        BOUND_PASSKEY,
        SYNCED_PASSKEY,
        /** At the tenant's own provider. */
        FEDERATED
    }

    boolean scored() {
        return risk instanceof SignInRisk.Scored;
    }

    Optional<RiskLevel> level() {
        return switch (risk) {
            case SignInRisk.Scored(var level, var detections) -> Optional.of(level);
            case SignInRisk.NotScored() -> Optional.empty();
        };
    }

    Evidence with(Progress now) {
        return new Evidence(
                person, signIn, risk, userRisk, began, firstFactorAt, now, noticed, trustedPlace, surroundings, first);
    }

    Evidence with(UserRisk now) {
        return new Evidence(
                person, signIn, risk, now, began, firstFactorAt, progress, noticed, trustedPlace, surroundings, first);
    }

    Evidence atSessionEpoch(long epoch) {
        var epochs = new Epochs(epoch, began.risk());
        return new Evidence(
                person,
                signIn,
                risk,
                userRisk,
                epochs,
                firstFactorAt,
                progress,
                noticed,
                trustedPlace,
                surroundings,
                first);
    }

    Evidence noticed(Screen notice) {
        var seen = new HashSet<>(noticed);
        seen.add(notice);
        return new Evidence(
                person,
                signIn,
                risk,
                userRisk,
                began,
                firstFactorAt,
                progress,
                seen,
                trustedPlace,
                surroundings,
                first);
    }

    /** Unknown lifts nothing. */
    Surroundings where() {
        return surroundings.orElse(Surroundings.UNKNOWN);
    }

    /** What was proven, in the words of RFC 8176. */
    List<String> amr() {
        var methods = new ArrayList<String>();
        methods.add(
                switch (first) {
                    case PASSWORD, TICKET -> "pwd";
                    case ACCESS_PASS, MAIL_CODE -> "otp";
                    case BOUND_PASSKEY -> "hwk";
                    case SYNCED_PASSKEY -> "swk";
                    case FEDERATED -> "fed";
                });
        progress.mfa().ifPresent(proof -> {
            switch (proof.factor().kind()) {
                case PASSKEY, SECURITY_KEY -> methods.addAll(List.of("user", "mfa"));
                case TOTP, PUSH, SMS, VOICE, FEDERATED -> methods.addAll(List.of("otp", "mfa"));
                case RECOVERY_CODE, EMAIL_CODE, TEMPORARY_ACCESS_PASS -> methods.add("otp");
            }
        });
        return methods.stream().distinct().toList();
    }

    /** When MFA was passed. A recovery code is none. */
    Optional<Instant> mfaAt() {
        return progress.mfa()
                .filter(proof -> proof.factor().kind().countsAsSecondFactor())
                .map(MfaProof::at);
    }

    /** The detections of this very sign-in. */
    List<DetectionId> ofThisSignIn() {
        return switch (risk) {
            case SignInRisk.Scored(var level, var detections) ->
                detections.stream().map(ActiveDetection::id).toList();
            case SignInRisk.NotScored() -> List.of();
        };
    }

    /** Everything that is active, as far as was said. */
    List<DetectionId> active() {
        return userRisk.detections().stream().map(ActiveDetection::id).toList();
    }
}
