package io.homeward.browsertest;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.browsertest.Devices.Device;
import io.homeward.browsertest.Site.Running;
import io.homeward.local.door.Authenticator;
import io.homeward.local.sample.Person;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A device shows a code, and somebody signs in for it with his browser (RFC 8628). */
@ExtendWith(Site.class)
class DeviceJourneyTest {

    @Test
    void registration_interrupts_and_then_the_device_is_let_in(Running site) {
        Home home = Home.found(site, "Screens").asksToRegister();
        Devices devices = Devices.of(site, home, "Meeting room display");
        Person mira = home.person("Mira Holm");
        Device device = devices.begin();
        try (Visitor visitor = Visitor.at(site)) {
            visitor.goesTo(home.page("device"))
                    .sees("Sign in to a device", "device")
                    .translates("device");
            visitor.types("Code", "BCDF-GHJK").presses("Next").reads("There is no such code");
            Screen.look(visitor.page(), "device-wrong");
            visitor.types("Code", device.code())
                    .presses("Next")
                    .sees("Sign in", "device-identify")
                    .signsIn(mira);
            visitor.sees("Protect your account")
                    .page()
                    .getByText("Authenticator app")
                    .click();
            visitor.sees("Set up your authenticator app").unfolds("Cannot scan it?");
            String key = visitor.page().locator("#key").innerText().replaceAll("\\s", "");
            mira.carry(new Authenticator(key, Clock.systemUTC()));
            visitor.types("2. Enter the code that the app shows", mira.code()).presses("Verify");
            visitor.sees("Keep your recovery codes").presses("I have kept them");
            visitor.sees("Let Meeting room display sign in on your device?", "device-allow")
                    .translates("device-allow");
            visitor.presses("Allow").sees("Your device is being signed in", "device-allowed");
            assertThat(devices.poll(device).status()).isEqualTo(200);
        }
    }

    @Test
    void a_device_that_nobody_began_is_kept_out_and_a_decision_is_taken_once(Running site) {
        Home home = Home.found(site, "Strangers");
        Devices devices = Devices.of(site, home, "Printer");
        Person mira = home.person("Mira Holm");
        Device device = devices.begin();
        try (Visitor visitor = Visitor.withoutScript(site)) {
            visitor.goesTo(home.page("device?user_code=" + device.code())).sees("Sign in to a device");
            Screen.photograph(visitor.page(), "scriptless-device");
            visitor.presses("Next").signsIn(mira).sees("Let Printer sign in on your device?");
            String asked = visitor.page().url();
            visitor.presses("Do not allow").sees("The device was not let in");
            Screen.photograph(visitor.page(), "device-denied");
            assertThat(devices.poll(device).text("/error")).isEqualTo("access_denied");
            visitor.goesTo(asked).sees("The device was not let in");
            visitor.goesTo(home.page("device/00000000-0000-4000-8000-000000000000"))
                    .sees("This does not go on");
            Screen.photograph(visitor.page(), "device-over");
        }
    }

    @Test
    void where_nobody_signs_in_for_devices_the_sign_in_is_blocked(Running site) {
        Home home = Home.found(site, "No devices").refusesDevices();
        Devices devices = Devices.of(site, home, "Scanner");
        Person mira = home.person("Mira Holm");
        try (Visitor visitor = Visitor.at(site)) {
            visitor.goesTo(home.page("device?user_code=" + devices.begin().code()))
                    .presses("Next");
            visitor.signsIn(mira).sees("Your sign-in was blocked", "device-blocked");
        }
    }
}
