package io.homeward.risk.intake;

import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.SignIn;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a flow ended.
 *
 * @param errorCode 0 where somebody was let in
 * @param mfa {@code passed} or {@code failed} where a second factor was asked for
 */
public record Ending(
        @NotNull Integer errorCode,
        @Pattern(regexp = "passed|failed") @Nullable String mfa) {

    Kept applied(Kept before) {
        SignIn signIn = before.signIn();
        Outcome outcome = new Outcome(
                errorCode, signIn.outcome().failureReason(), signIn.outcome().byPassword());
        SignIn ended = signIn.ended(outcome);
        Optional<Kept.Mfa> proof =
                Optional.ofNullable(mfa).map(text -> Kept.Mfa.valueOf(text.toUpperCase(Locale.ROOT)));
        return new Kept(
                ended, before.level(), before.reasons(), before.engine(), proof.or(before::mfa), before.learned());
    }
}
