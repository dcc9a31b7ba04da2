package io.homeward.remediation.notice;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.directory.Person;
import io.homeward.remediation.directory.Rules;
import io.homeward.remediation.mail.HelpDesks;
import io.homeward.remediation.mail.Letter;
import io.homeward.remediation.mail.Letters;
import io.homeward.remediation.mail.Stationery;
import io.homeward.remediation.openid.EdgeSettings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Tells a person what was done with his account, at <em>every</em> address that his directory holds for him: who has got hold of one mail box
 * cannot keep it from the others. Each letter has a link of its own by which he says that it was not he.
 */
@Singleton
public class PersonNotices {
    private final People people;
    private final Rules tenants;
    private final NoticeLinks links;
    private final NoticeWords words;
    private final Stationery stationery;
    private final HelpDesks helpDesks;
    private final Letters letters;
    private final EdgeSettings edge;

    PersonNotices(
            People people,
            Rules tenants,
            NoticeLinks links,
            NoticeWords words,
            Stationery stationery,
            HelpDesks helpDesks,
            Letters letters,
            EdgeSettings edge) {
        this.people = people;
        this.tenants = tenants;
        this.links = links;
        this.words = words;
        this.stationery = stationery;
        this.helpDesks = helpDesks;
        this.letters = letters;
        this.edge = edge;
    }

    /**
     * In the transaction of what it tells: it is told if and only if that comes true. Somebody without an address, a guest (whose account is
     * elsewhere) and whoever is not in the directory are not told, and nothing fails for that.
     */
    public void tell(Handle handle, TenantId tenant, PersonId person, Notice notice, Instant now) {
        if (letters.leave()) {
            people.find(handle, tenant, person)
                    .filter(Person::signsInHere)
                    .filter(known -> !known.deleted())
                    .ifPresent(known -> post(handle, tenant, known, notice, now));
        }
    }

    private void post(Handle handle, TenantId tenant, Person person, Notice notice, Instant now) {
        List<String> addresses = person.addresses();
        String name = tenants.of(handle, tenant).map(rules -> rules.name()).orElse("");
        List<Letter> all = addresses.stream()
                .map(address -> stationery.letter(
                        address,
                        helpDesks.in(
                                handle,
                                tenant,
                                words.sheet(notice, person, name, link(tenant, person, notice, now), now))))
                .toList();
        letters.post(handle, tenant, person.id(), notice.kind().wireName(), all, Duration.ofDays(3), now);
    }

    private URI link(TenantId tenant, Person person, Notice notice, Instant now) {
        UUID id = UUID.randomUUID();
        String signIn = notice.signIn().map(UUID::toString).orElse(null);
        String change = signIn == null ? notice.kind().wireName() + "/" + id : null;
        var link = new NoticeLink(id, person.id(), signIn, change, now.plus(NoticeLink.LIFETIME));
        return URI.create(edge.url() + "/" + tenant + "/notice#token="
                + links.issue(tenant, link).token());
    }
}
