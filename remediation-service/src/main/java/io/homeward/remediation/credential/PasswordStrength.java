package io.homeward.remediation.credential;

import jakarta.inject.Singleton;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;

/** How long a password would stand against guessing, for whoever is choosing one. It refuses nothing: that is {@link PasswordRules}. */
@Singleton
public class PasswordStrength {
    /** The work grows with the length, and what is this long is strong or repeats itself. */
    private static final int LOOKED_AT = 64;

    private static final long PATIENCE_MILLIS = 100;

    /** Made when it is first asked: its dictionaries take a moment. */
    private static final class Estimator {
        static final Nbvcxz NBVCXZ = new Nbvcxz(new ConfigurationBuilder()
                .setCombinationAlgorithmTimeout(PATIENCE_MILLIS)
                .createConfiguration());
    }

    /** From 0, which falls at once, to 4. */
    public int score(String password) {
        int end = Math.min(password.length(), LOOKED_AT);
        return Estimator.NBVCXZ.estimate(password.substring(0, end)).getBasicScore();
    }
}
