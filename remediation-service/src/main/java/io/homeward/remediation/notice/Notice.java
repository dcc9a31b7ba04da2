package io.homeward.remediation.notice;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.place.Surroundings;
import java.util.Optional;
import java.util.UUID;

/**
 * Something a person is told of his account.
 *
 * @param where from where and with what it was done; unknown where an administrator or the suite did it
 * @param thing which factor, for those that are about one
 * @param signIn the sign-in it is about, where it is about one; else it is about a change
 */
public record Notice(Kind kind, Surroundings where, Optional<Thing> thing, Optional<UUID> signIn) {

    /** What has happened. Its texts are those of {@code messages/mail*.properties} under the wire name. */
    public enum Kind {
        PASSWORD_CHANGED("passwordChanged"),
        /** A forgotten one, by its owner. */
        PASSWORD_RESET("passwordReset"),
        /** By an administrator. */
        TEMPORARY_PASSWORD("temporaryPassword"),
        FACTOR_REGISTERED("factorRegistered"),
        FACTOR_REMOVED("factorRemoved"),
        /** It counts no more: there seem to be two of it. */
        FACTOR_SUSPECTED("factorSuspected"),
        /** A home administrator vouched for it (invariant 6). */
        FACTOR_CONFIRMED("factorConfirmed"),
        RECOVERY_CODE_USED("recoveryCodeUsed"),
        /** A temporary access pass. */
        PASS_ISSUED("passIssued"),
        RISK_REMEDIATED("riskRemediated"),
        SESSIONS_ENDED("sessionsEnded"),
        /** From a country or with a device that is new; risk-service says where that is worth telling. */
        NEW_SIGN_IN("newSignIn"),
        /** Because his administrators wish it. */
        ACCOUNT_AT_RISK("accountAtRisk");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** A way to prove oneself. */
    public enum Thing {
        TOTP("totp"),
        PASSKEY("passkey"),
        RECOVERY_CODES("recoveryCodes");

        private final String wireName;

        Thing(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public Notice {
        requireNonNull(kind, "kind");
        requireNonNull(where, "where");
        requireNonNull(thing, "thing");
        requireNonNull(signIn, "signIn");
    }

    /** Something was changed. */
    public static Notice of(Kind kind, Surroundings where) {
        return new Notice(kind, where, Optional.empty(), Optional.empty());
    }

    /** Something was done with a factor. */
    public static Notice of(Kind kind, Thing thing, Surroundings where) {
        return new Notice(kind, where, Optional.of(thing), Optional.empty());
    }

    /** Somebody has signed in. */
    public static Notice ofSignIn(Kind kind, UUID signIn, Surroundings where) {
        return new Notice(kind, where, Optional.empty(), Optional.of(signIn));
    }
}
