package io.homeward.browsertest;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One screen, looked at as people with all kinds of devices and eyes see it. */
final class Screen {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String AXE = axe();

    /** Rules of WCAG 2.2 AA and good practice; the size of what is touched is not among them unless named. */
    private static final String FINDINGS = """
            () => axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}).then(found =>
                found.violations.map(each => each.id + ': ' + each.help + '\\n'
                    + each.nodes.map(node => '    ' + node.html + '\\n    ' + node.failureSummary).join('\\n')).join('\\n'))
            """;

    private enum Device {
        PHONE(390, 844),
        DESK(1280, 860);

        private final int width;
        private final int height;

        Device(int width, int height) {
            this.width = width;
            this.height = height;
        }

        void show(Page page) {
            page.setViewportSize(width, height);
        }
    }

    /** 1280 pixels at 400 %, as WCAG 1.4.10 asks. */
    private static final int NARROWEST = 320;

    private Screen() {}

    /** Leaves the page as it was, on a desk in light. */
    static void look(Page page, String name) {
        page.evaluate(AXE);
        for (Device device : Device.values()) {
            device.show(page);
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
                emulate(page, scheme);
                assertThat((String) page.evaluate(FINDINGS))
                        .as("%s, %s, %s", name, device, scheme)
                        .isEmpty();
                if ((device == Device.PHONE) == (scheme == ColorScheme.LIGHT)) {
                    take(page, name, device);
                }
            }
        }
        page.setViewportSize(NARROWEST, 640);
        assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                .as("%s on a narrow phone", name)
                .isLessThanOrEqualTo(NARROWEST);
        Device.DESK.show(page);
        emulate(page, ColorScheme.LIGHT);
    }

    /** Where no script runs, that of axe-core neither: pictures only. */
    static void photograph(Page page, String name) {
        Device.PHONE.show(page);
        emulate(page, ColorScheme.LIGHT);
        take(page, name, Device.PHONE);
        Device.DESK.show(page);
        emulate(page, ColorScheme.DARK);
        take(page, name, Device.DESK);
        emulate(page, ColorScheme.LIGHT);
    }

    private static void emulate(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
    }

    private static void take(Page page, String name, Device device) {
        String file = name + (device == Device.PHONE ? "-phone-light.png" : "-desk-dark.png");
        page.screenshot(
                new Page.ScreenshotOptions().setPath(PICTURES.resolve(file)).setFullPage(true));
    }

    private static String axe() {
        try (InputStream in = Screen.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe-core is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
