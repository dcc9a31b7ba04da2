package io.homeward.remediation.notice;

import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.mail.Language;
import io.homeward.remediation.mail.Sheet;
import io.homeward.remediation.mail.Stationery;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a notice says, in the language of whoever reads it: what, when, where and with what. It never says which detection fired. */
@Singleton
class NoticeWords {
    private final Stationery stationery;

    NoticeWords(Stationery stationery) {
        this.stationery = stationery;
    }

    Sheet sheet(Notice notice, Person person, String tenantName, URI link, Instant now) {
        Language language = stationery.language(person.preferredLanguage());
        String kind = notice.kind().wireName();
        Map<String, String> known = new HashMap<>();
        known.put("name", person.displayName());
        known.put("tenant", tenantName);
        known.put("account", person.userPrincipalName());
        known.put("when", when(now, language));
        known.put("place", place(notice.where(), language));
        known.put("device", device(notice.where(), language));
        known.put(
                "thing",
                notice.thing()
                        .map(thing -> language.text("thing." + thing.wireName()))
                        .orElse(""));
        return new Sheet(
                language,
                language.text("subject." + kind, known),
                language.text("greeting", known),
                List.of(language.text("what." + kind, known), language.text("circumstances", known)),
                Optional.empty(),
                Optional.of(new Sheet.Link(language.text("notMe", known), language.text("notMe.label"), link)),
                List.of(language.text("help", known), language.text("closing", known)));
    }

    private static String when(Instant now, Language language) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(language.locale())
                        .format(now.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    private static String place(Surroundings where, Language language) {
        Optional<String> country = where.origin()
                .country()
                .filter(code -> !code.equals(CountryCode.NOWHERE))
                .map(code -> Locale.of("", code.value()).getDisplayCountry(language.locale()));
        Optional<String> address = where.origin().address().map(Object::toString);
        return country.map(name -> address.map(each -> name + " (" + each + ")").orElse(name))
                .or(() -> address)
                .orElseGet(() -> language.text("place.unknown"));
    }

    private static String device(Surroundings where, Language language) {
        return where.platform().map(NoticeWords::named).orElseGet(() -> language.text("device.unknown"));
    }

    private static String named(Platform platform) {
        return switch (platform) {
            case ANDROID -> "Android";
            case IOS -> "iOS";
            case WINDOWS -> "Windows";
            case WINDOWS_PHONE -> "Windows Phone";
            case MACOS -> "macOS";
            case LINUX -> "Linux";
        };
    }
}
