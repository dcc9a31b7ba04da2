package io.homeward.remediation.page;

import io.homeward.remediation.language.Texts;
import io.homeward.remediation.mail.Language;
import java.util.Arrays;
import java.util.List;

/**
 * What every page is made of. An empty text is one that the page does not have.
 *
 * @param lead what stands below the heading
 * @param error what was wrong with the step before
 * @param help who can help
 * @param here the page's own address, ready for one parameter more
 * @param action where its forms go
 * @param tone {@code stop}, {@code warn} or {@code good}, where the screen is one of these
 * @param passkey what the browser is asked with ({@code PublicKeyCredentialRequestOptionsJSON})
 * @param again after so many seconds the page looks again by itself; 0 where it does not
 */
public record Page(
        Language language,
        Brand brand,
        String heading,
        String lead,
        String error,
        String help,
        String here,
        String action,
        String continuation,
        String tone,
        int again,
        String passkey,
        List<Detail> details) {

    public Page {
        details = List.copyOf(details);
    }

    /** One line of the panel that can be copied for a help desk. */
    public record Detail(String name, String value) {}

    /** A language to choose. */
    public record Choice(String tag, String name, boolean present) {}

    /** The same, for a language to be chosen under that address. */
    Page at(String address) {
        return new Page(
                language,
                brand,
                heading,
                lead,
                error,
                help,
                address,
                action,
                continuation,
                tone,
                again,
                passkey,
                details);
    }

    /** For templates. */
    public String say(String key) {
        return Texts.in(language).say(key);
    }

    /** For templates. */
    public String with(String key, String what) {
        return Texts.in(language).say(key, what);
    }

    /** For templates. */
    public String count(String key, int number) {
        return Texts.in(language).count(key, number);
    }

    public List<Choice> languages() {
        return Arrays.stream(Language.values())
                .map(each -> new Choice(each.locale().getLanguage(), ownName(each), each == language))
                .toList();
    }

    /** BCP 47. */
    public String tag() {
        return language.locale().getLanguage();
    }

    private static String ownName(Language each) {
        String name = each.locale().getDisplayLanguage(each.locale());
        return name.substring(0, 1).toUpperCase(each.locale()) + name.substring(1);
    }

    public String asset(String name) {
        return Assets.address(name);
    }

    /** The panel as it is copied. */
    public String copied() {
        var text = new StringBuilder();
        details.forEach(each ->
                text.append(each.name()).append(": ").append(each.value()).append('\n'));
        return text.toString();
    }
}
