package io.homeward.risk.profile;

import io.homeward.accessrules.TenantId;
import io.homeward.intel.Network;
import io.homeward.risk.profile.Around.IssuerPast;
import io.homeward.risk.profile.Around.SharedBrowser;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Looks up what the tenant has seen of the sessions, networks, browsers and issuers of sign-ins. */
@Singleton
public class Surroundings {
    /** Of one browser or issuer not more sign-ins than this are looked at: nobody asks how many more there are. */
    private static final int MOST = 200;

    /**
     * How far anybody looks.
     *
     * @param browser people of a browser within so long
     * @param issuers so many sign-ins that named an issuer
     */
    public record Reach(Duration browser, int issuers) {}

    private final SignIns signIns;

    Surroundings(SignIns signIns) {
        this.signIns = signIns;
    }

    /**
     * Of those that belong to somebody, were made with the right secret and have anything around them; of the others it is {@link Around#NOTHING}. One
     * statement, and one more where sessions are used. The batch itself is added here, whether or not its rows are there yet; to issuers it is no past.
     *
     * @param received when this batch was taken in: what came with it is not the past
     */
    public Map<SignIns.Key, Around> of(
            Handle handle, TenantId tenant, List<SignIn> batch, Reach reach, Instant received) {
        List<SignIn> asked = batch.stream().filter(Surroundings::worthALook).toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        Set<String> used = asked.stream()
                .filter(SignIn::usesSession)
                .map(each -> each.session().id())
                .collect(Collectors.toSet());
        Map<String, SignIn> issues = signIns.issuing(handle, tenant, used);
        batch.stream()
                .filter(each -> used.contains(each.session().id()) && each.interactive())
                .filter(each -> each.outcome().kind() == Outcome.Kind.ACCEPTED)
                .forEach(each -> issues.merge(
                        each.session().id(), each, (one, other) -> other.at().isBefore(one.at()) ? other : one));
        Map<String, List<SignIn>> browsers = batch.stream()
                .filter(each -> !each.session().browser().isEmpty() && shows(each))
                .collect(Collectors.groupingBy(each -> each.session().browser()));
        var around = new HashMap<SignIns.Key, Around>();
        new Question(asked, issues, browsers, reach).ask(handle, tenant, received, around);
        return around;
    }

    /** Whether a sign-in shows that somebody sits at a browser. */
    private static boolean shows(SignIn signIn) {
        return signIn.person().isPresent() && signIn.outcome().kind() != Outcome.Kind.FAILED;
    }

    private static boolean worthALook(SignIn signIn) {
        return signIn.person().isPresent()
                && signIn.outcome().credentialsRight()
                && (signIn.usesSession()
                        || !signIn.session().browser().isEmpty()
                        || !signIn.session().issuer().isEmpty()
                        || signIn.enrichment().network().isPresent());
    }

    static long asn(SignIn signIn) {
        return signIn.enrichment().network().map(Network::asn).orElse(Accepted.UNKNOWN);
    }

    /** One statement about many sign-ins. */
    private record Question(
            List<SignIn> asked, Map<String, SignIn> issues, Map<String, List<SignIn>> browsers, Reach reach) {

        void ask(Handle handle, TenantId tenant, Instant received, Map<SignIns.Key, Around> into) {
            handle.createQuery("""
                            select a.n, c.people as colleagues, d.people as issue_colleagues, b.people as browser_people,
                                b.addresses as browser_addresses, i.people as issuer_people, i.harmless as issuer_harmless,
                                coalesce(e.named, 0) as issuers_named
                            from unnest(:ns, cast(:persons as uuid[]), :asns, :issueAsns, :browsers, :issuers,
                                    cast(:times as timestamptz[]), cast(:days as date[]))
                                as a(n, person, asn, issue_asn, browser, issuer, at, day)
                            left join lateral (
                                select count(*)::int as people from (
                                    select 1 from network_person p
                                    where p.tenant_id = :tenant and p.asn = a.asn and a.asn <> 0 and p.person_id <> a.person
                                      and p.first_on < a.day and p.last_on >= a.day - 30 limit :enough) x) c on true
                            left join lateral (
                                select count(*)::int as people from (
                                    select 1 from network_person p
                                    where p.tenant_id = :tenant and p.asn = a.issue_asn and a.issue_asn <> 0
                                      and p.person_id <> a.person and p.first_on < a.day and p.last_on >= a.day - 30
                                    limit :enough) x) d on true
                            left join lateral (
                                select array_agg(distinct x.person_id::text) as people, array_agg(distinct host(x.ip)) as addresses from (
                                    select s.person_id, s.ip from sign_in s
                                    where s.tenant_id = :tenant and a.browser <> '' and s.browser_id = a.browser
                                      and s.browser_id <> '' and s.ts > a.at - cast(:browserWithin as interval) and s.ts <= a.at
                                      and s.person_id is not null and not s.error_code = any(:wrongSecret)
                                    order by s.ts desc limit :most) x) b on true
                            left join lateral (
                                select count(distinct x.person_id)::int as people,
                                    coalesce(bool_or(x.level in ('none', 'low')), false) as harmless
                                from (
                                    select s.person_id, s.level from sign_in s
                                    where s.tenant_id = :tenant and a.issuer <> '' and s.token_issuer = a.issuer
                                      and s.token_issuer <> '' and s.ts < a.at and s.received_at < :received and s.error_code = 0
                                    order by s.ts limit :most) x) i on true
                            left join lateral (
                                select count(*)::int as named from (
                                    select 1 from sign_in s
                                    where s.tenant_id = :tenant and a.issuer <> '' and not i.harmless and s.token_issuer <> ''
                                      and s.ts < a.at and s.received_at < :received and s.error_code = 0
                                    limit :issuersReach) x) e on true""")
                    .bind("tenant", tenant.value())
                    .bind("ns", numbers())
                    .bind(
                            "persons",
                            array(signIn -> signIn.person().orElseThrow().toString()))
                    .bind("asns", asked.stream().map(Surroundings::asn).toArray(Long[]::new))
                    .bind(
                            "issueAsns",
                            asked.stream()
                                    .map(each ->
                                            issue(each).map(Surroundings::asn).orElse(Accepted.UNKNOWN))
                                    .toArray(Long[]::new))
                    .bind("browsers", array(signIn -> signIn.session().browser()))
                    .bind("issuers", array(signIn -> signIn.session().issuer()))
                    .bind("times", array(signIn -> signIn.at().toString()))
                    .bind("days", array(signIn -> day(signIn.at()).toString()))
                    .bind("enough", Around.ENOUGH)
                    .bind("browserWithin", reach.browser().toString())
                    .bind("issuersReach", reach.issuers())
                    .bind("wrongSecret", Outcome.wrongSecret())
                    .bind("received", received.atOffset(ZoneOffset.UTC))
                    .bind("most", MOST)
                    .map((row, context) -> answer(row, into))
                    .list();
        }

        private Around answer(ResultSet row, Map<SignIns.Key, Around> into) throws SQLException {
            SignIn signIn = asked.get(row.getInt("n"));
            var around = new Around(
                    issue(signIn),
                    row.getInt("colleagues"),
                    row.getInt("issue_colleagues"),
                    browser(signIn, texts(row, "browser_people"), texts(row, "browser_addresses")),
                    new IssuerPast(
                            row.getInt("issuers_named"),
                            row.getInt("issuer_people"),
                            row.getBoolean("issuer_harmless")));
            into.put(SignIns.Key.of(signIn), around);
            return around;
        }

        private SharedBrowser browser(SignIn signIn, Set<String> people, Set<String> addresses) {
            for (SignIn other : browsers.getOrDefault(signIn.session().browser(), List.of())) {
                if (!other.at().isAfter(signIn.at())
                        && other.at().isAfter(signIn.at().minus(reach.browser()))) {
                    people.add(other.person().orElseThrow().toString());
                    other.address().ifPresent(address -> addresses.add(address.toString()));
                }
            }
            return new SharedBrowser(people.size(), addresses.size());
        }

        private static Set<String> texts(ResultSet row, String column) throws SQLException {
            var texts = new HashSet<String>();
            Array array = row.getArray(column);
            if (array != null) {
                for (Object each : (Object[]) array.getArray()) {
                    if (each != null) {
                        texts.add(each.toString());
                    }
                }
            }
            return texts;
        }

        /** Where the session was issued to the same person before; a session that changes hands is nothing this can judge. */
        private Optional<SignIn> issue(SignIn signIn) {
            return Optional.of(signIn)
                    .filter(SignIn::usesSession)
                    .map(each -> issues.get(each.session().id()))
                    .filter(issue -> !issue.at().isAfter(signIn.at()))
                    .filter(issue -> issue.person().equals(signIn.person()));
        }

        private Integer[] numbers() {
            var numbers = new Integer[asked.size()];
            for (int n = 0; n < numbers.length; n++) {
                numbers[n] = n;
            }
            return numbers;
        }

        private String[] array(Function<SignIn, String> of) {
            return asked.stream().map(of).toArray(String[]::new);
        }
    }

    static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
