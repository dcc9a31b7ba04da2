package io.homeward.remediation.account;

import io.homeward.remediation.mail.Language;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Where somebody is signed in, for his page.
 *
 * @param older how the next page is asked for; empty on the last one
 */
public record SessionsView(List<Entry> entries, String older) {

    /** @param with operating system and browser; empty where not known */
    public record Entry(
            String id, String with, String place, String application, Moment since, Moment until, boolean current) {}

    static SessionsView of(OwnSessions.Page page, Language language) {
        return new SessionsView(
                page.value().stream().map(each -> entry(each, language)).toList(),
                page.next() == null ? "" : URLEncoder.encode(page.next(), StandardCharsets.UTF_8));
    }

    private static Entry entry(OwnSessions.Shown each, Language language) {
        return new Entry(
                each.id().toString(),
                SignInsView.joined(each.operatingSystem(), each.browser()),
                SignInsView.place(each.city(), each.countryOrRegion(), language),
                Objects.requireNonNullElse(each.application(), ""),
                Moment.of(each.since(), language),
                Moment.of(each.until(), language),
                each.current());
    }
}
