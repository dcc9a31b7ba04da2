package io.homeward.risk.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.homeward.risk.profile.FailureShare.Sums;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FailureShareTest {

    /** Sources of 20 names, whose shares lie evenly around a mean. */
    private static Sums sums(int sources, double mean, double around) {
        var random = new Random(7);
        double names = 0;
        double failing = 0;
        double squares = 0;
        for (int i = 0; i < sources; i++) {
            double share = mean + around * (random.nextDouble() * 2 - 1);
            int failed = 0;
            for (int name = 0; name < 20; name++) {
                failed += random.nextDouble() < share ? 1 : 0;
            }
            names += 20;
            failing += failed;
            squares += failed * failed / 20.0;
        }
        return new Sums(sources, names, failing, squares, sources * 400.0);
    }

    private static double mean(FailureShare share) {
        return share.a() / (share.a() + share.b());
    }

    @Test
    void of_nothing_what_is_shipped_is_assumed() {
        FailureShare share = FailureShare.fitted(new Sums(0, 0, 0, 0, 0));

        assertThat(share.a()).isCloseTo(6, within(1e-9));
        assertThat(share.b()).isCloseTo(54, within(1e-9));
    }

    @Test
    void many_sources_of_its_own_make_a_tenants_share() {
        assertThat(mean(FailureShare.fitted(sums(5000, .2, 0)))).isCloseTo(.2, within(.01));
        assertThat(mean(FailureShare.fitted(sums(50, .2, 0)))).isCloseTo(.15, within(.02));
    }

    @Test
    void sources_that_differ_make_a_wide_share_and_those_that_do_not_a_narrow_one() {
        FailureShare alike = FailureShare.fitted(sums(5000, .2, 0));
        FailureShare different = FailureShare.fitted(sums(5000, .2, .2));

        assertThat(alike.a() + alike.b()).isGreaterThan(200);
        // A uniform share from 0 to 0.4 has a variance of 0.0133: 0.2 * 0.8 / 0.0133 - 1.
        assertThat(different.a() + different.b()).isCloseTo(11, within(2.0));
    }

    @Test
    void nobody_teaches_it_that_failing_is_ordinary() {
        assertThat(mean(FailureShare.fitted(sums(100_000, .9, 0)))).isCloseTo(.3, within(1e-9));
        assertThat(mean(FailureShare.fitted(sums(100_000, 0, 0)))).isCloseTo(.02, within(1e-9));
    }
}
