package io.homeward.remediation.account;

import io.homeward.remediation.language.Texts;
import io.homeward.remediation.mail.Language;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody's account was used, for his page.
 *
 * @param map null where no place is known
 * @param mapped the places of the map, for those who do not see it
 * @param older how the next page is asked for; empty on the last one
 */
public record SignInsView(List<Entry> entries, @Nullable WorldMap map, String mapped, String older) {

    /**
     * @param result how it ended, as a style names it: {@code good}, {@code stop} or nothing
     * @param answer what he has said of it; empty where nothing
     * @param wasMe whether he may still say that it was he
     * @param notMe whether he may still say that it was not
     */
    public record Entry(
            String id,
            String result,
            String ended,
            Moment at,
            String place,
            String with,
            String application,
            String address,
            boolean current,
            String answer,
            boolean wasMe,
            boolean notMe) {}

    static SignInsView of(OwnSignIns.Page page, Language language) {
        List<WorldMap.Spot> spots = page.value().stream()
                .filter(each -> each.latitude() != null && each.longitude() != null)
                .map(each -> new WorldMap.Spot(
                        Objects.requireNonNull(each.latitude()),
                        Objects.requireNonNull(each.longitude()),
                        !each.result().equals("succeeded")))
                .toList();
        String mapped = page.value().stream()
                .filter(each -> each.latitude() != null)
                .map(each -> place(each.city(), each.countryOrRegion(), language))
                .distinct()
                .collect(Collectors.joining("; "));
        return new SignInsView(
                page.value().stream().map(each -> entry(each, language)).toList(),
                spots.isEmpty() ? null : WorldMap.of(spots),
                mapped,
                page.next() == null ? "" : URLEncoder.encode(page.next(), StandardCharsets.UTF_8));
    }

    private static Entry entry(OwnSignIns.Shown each, Language language) {
        Texts texts = Texts.in(language);
        boolean succeeded = each.result().equals("succeeded");
        String said = each.answer();
        return new Entry(
                each.id(),
                succeeded ? "good" : each.result().equals("blocked") ? "stop" : "",
                texts.say("own-sign-ins." + each.result()),
                Moment.of(each.at(), language),
                place(each.city(), each.countryOrRegion(), language),
                joined(each.operatingSystem(), each.browser()),
                Objects.requireNonNullElse(each.application(), ""),
                Objects.requireNonNullElse(each.ipAddress(), ""),
                each.current(),
                said == null ? "" : texts.say("own-sign-ins.said." + said),
                said == null,
                !"notMe".equals(said));
    }

    static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" · "));
    }

    /** City and country in the reader's language. */
    static String place(@Nullable String city, @Nullable String country, Language language) {
        String land = country == null ? "" : Locale.of("", country).getDisplayCountry(language.locale());
        String place = Stream.of(Objects.requireNonNullElse(city, ""), land)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
        return place.isEmpty() ? Texts.in(language).say("own-sign-ins.place-unknown") : place;
    }
}
