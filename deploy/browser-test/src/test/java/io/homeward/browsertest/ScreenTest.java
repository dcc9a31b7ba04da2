package io.homeward.browsertest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import io.homeward.browsertest.Site.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever looks at the screens sees what is wrong with one. */
@ExtendWith(Site.class)
class ScreenTest {
    private static final String PAGE =
            "<!doctype html><html lang=\"en\"><title>Test</title><meta name=\"viewport\" content=\"width=device-width\"><main><h1>Test</h1>%s</main></html>";

    @Test
    void text_that_is_too_pale_is_found(Running site) {
        finds(site, "<p style=\"color: #999; background: #fff\">Pale</p>", "color-contrast");
    }

    @Test
    void a_field_without_a_name_is_found(Running site) {
        finds(site, "<input type=\"text\">", "label:");
    }

    @Test
    void what_sticks_out_of_a_narrow_phone_is_found(Running site) {
        finds(site, "<p style=\"width: 360px\">Wide</p>", "on a narrow phone");
    }

    private static void finds(Running site, String fault, String words) {
        try (Page page = site.chromium().newPage()) {
            page.setContent(PAGE.formatted(fault));
            assertThatThrownBy(() -> Screen.look(page, "found-fault"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(words);
        }
    }
}
