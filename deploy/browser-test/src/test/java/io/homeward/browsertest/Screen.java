package io.homeward.browsertest;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One screen, looked at as people with all kinds of devices and eyes see it. */
final class Screen {
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

    /** 1280 by 860 at 200 %. */
    private static final int ZOOMED_WIDTH = 640;

    private static final int ZOOMED_HEIGHT = 430;

    /** How far the page is wider than its window, also with letters twice as large (WCAG 1.4.4). */
    private static final String TOO_WIDE = """
            () => {
                const root = document.documentElement;
                const over = () => Math.max(0, root.scrollWidth - root.clientWidth);
                const plain = over();
                root.style.fontSize = '200%';
                const large = innerWidth >= 640 ? over() : 0;
                root.style.fontSize = '';
                return Math.max(plain, large);
            }""";

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
        fits(page, name);
        Device.DESK.show(page);
        emulate(page, ColorScheme.LIGHT);
    }

    /** The page in the other languages, whose words are longer: it fits, and pictures of it are left. In the end it is English again. */
    static void translated(Page page, String name) {
        for (String language : List.of("de", "fr", "es")) {
            speak(page, language);
            fits(page, name + " in " + language);
            Device.PHONE.show(page);
            take(page, name + "-" + language, Device.PHONE);
        }
        speak(page, "en");
        Device.DESK.show(page);
    }

    private static void speak(Page page, String language) {
        page.locator("footer a[lang=" + language + "]").click();
        page.locator("html[lang=" + language + "]").waitFor();
    }

    private static void fits(Page page, String name) {
        for (int width : new int[] {NARROWEST, ZOOMED_WIDTH}) {
            page.setViewportSize(width, ZOOMED_HEIGHT);
            assertThat((int) page.evaluate(TOO_WIDE))
                    .as("%s on a narrow phone or enlarged: sticks out of %d pixels by", name, width)
                    .isZero();
        }
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
        String seen = name + (device == Device.PHONE ? "-phone-light" : "-desk-dark");
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Gallery.picture(seen)).setFullPage(true));
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
