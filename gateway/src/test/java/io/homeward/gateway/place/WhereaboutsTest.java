package io.homeward.gateway.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Platform;
import io.homeward.intel.Intelligence;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of a caller without a database; with one see {@code platform/intel}. */
class WhereaboutsTest {
    private final Whereabouts whereabouts = new Whereabouts(() -> Intelligence.NONE);

    @Test
    void without_a_database_no_country_is_known() {
        var surroundings = whereabouts.of("81.2.69.160", Optional.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64)"));

        assertThat(surroundings.origin().country()).isEmpty();
        assertThat(surroundings.origin().address()).contains(IpAddress.of("81.2.69.160"));
        assertThat(surroundings.platform()).contains(Platform.WINDOWS);
    }

    @Test
    void what_cannot_be_read_stays_unknown() {
        var surroundings = whereabouts.of("no address", Optional.of("x".repeat(2000) + "Windows"));

        assertThat(surroundings.platform()).isEmpty();
        assertThat(surroundings.origin().address()).isEmpty();
        assertThat(whereabouts.of("no address", Optional.empty()).platform()).isEmpty();
    }
}
