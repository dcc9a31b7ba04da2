package io.homeward.remediation.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailCodeTest {
    private final UUID flow = UUID.randomUUID();

    @Test
    void what_is_shown_may_be_typed_as_people_type() {
        MailCode code = MailCode.next();
        String shown = code.shown();

        assertThat(shown).matches("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}");
        assertThat(MailCode.typed(shown)).isEqualTo(code);
        assertThat(MailCode.typed(" " + shown.toLowerCase(Locale.ROOT).replace("-", " ") + "\n"))
                .isEqualTo(code);
        assertThat(MailCode.typed("OIL00-00000")).isEqualTo(MailCode.typed("01100-00000"));
    }

    @Test
    void in_another_flow_it_is_another() {
        MailCode code = MailCode.next();

        assertThat(code.hash(flow)).isEqualTo(code.hash(flow)).isNotEqualTo(code.hash(UUID.randomUUID()));
        assertThat(MailCode.next().hash(flow)).isNotEqualTo(code.hash(flow));
        assertThat(code).hasToString("MailCode");
    }
}
