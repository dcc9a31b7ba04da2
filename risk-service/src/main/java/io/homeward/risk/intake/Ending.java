package io.homeward.risk.intake;

import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.SignIn;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a flow ended.
 *
 * @param errorCode 0 where somebody was let in
 * @param mfa {@code passed} or {@code failed} where a second factor was asked for
 * @param factor how strong the factor was, {@code phishable} or {@code phishingResistant}; where it is not said, it counts as phishable
 * @param at when; missing: now. Tries of a second factor are told one by one, maybe late and more than once: the same time is the same try
 */
public record Ending(
        @NotNull Integer errorCode,
        @Pattern(regexp = "passed|failed") @Nullable String mfa,

        @Pattern(regexp = "phishable|phishingResistant") @Nullable
        String factor,

        @Nullable Instant at) {

    /** Asked for a second factor, which then failed. */
    private static final int SECOND_FACTOR_WANTED = 50074;

    private static final int SECOND_FACTOR_DENIED = 500121;

    /** A second factor was not given. */
    boolean denied() {
        return errorCode == SECOND_FACTOR_DENIED || (errorCode == SECOND_FACTOR_WANTED && "failed".equals(mfa));
    }

    /** Somebody gave a second factor and was let in. */
    boolean approved() {
        return errorCode == 0 && "passed".equals(mfa);
    }

    /** With a factor that nobody relays or wears down. */
    boolean resistant() {
        return "passed".equals(mfa) && "phishingResistant".equals(factor);
    }

    /** Clocks differ: nothing has happened later than now. */
    Instant time(Instant now) {
        return at == null || at.isAfter(now) ? now : at;
    }

    Kept applied(Kept before) {
        SignIn signIn = before.signIn();
        if (denied() && signIn.outcome().kind() == Outcome.Kind.ACCEPTED) {
            // Told late: he got in afterwards.
            return before;
        }
        Outcome outcome = new Outcome(
                errorCode, signIn.outcome().failureReason(), signIn.outcome().byPassword());
        SignIn ended = signIn.ended(outcome);
        Optional<Kept.Mfa> proof =
                Optional.ofNullable(mfa).map(text -> Kept.Mfa.valueOf(text.toUpperCase(Locale.ROOT)));
        return new Kept(
                ended, before.level(), before.reasons(), before.engine(), proof.or(before::mfa), before.learned());
    }
}
