package io.homeward.risk.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.feed.FeedJson;
import io.homeward.risk.intel.Enrichment;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Every sign-in that was taken in. Rows are added once, scored; afterwards only what is found later, the outcome and what was learned change. */
@Singleton
public class SignIns {
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private static final String COLUMNS = """
            event_id, ts, person_id, user_name, application_id, application_name, client_app, interactive, correlation_id,
            host(ip) as ip, city, state, country, latitude, longitude, device_id, operating_system, browser, user_agent,
            error_code, failure_reason, by_password, attempts, mfa, level, reasons, engine, learned, enrichment,
            session_id, token_issuer, browser_id, incoming_token""";

    /** What tells a sign-in from every other of its tenant. */
    public record Key(Instant at, String id) {
        public static Key of(SignIn signIn) {
            return new Key(signIn.at(), signIn.id());
        }
    }

    /** Those that are there already, with what was made of them. Each is looked up: without the limit a month nobody has analyzed yet is read whole. */
    public List<Entry> known(Handle handle, Collection<Arrival> arrivals) {
        List<Arrival> all = List.copyOf(arrivals);
        return handle.createQuery(
                        "select s.* from unnest(:tenants, cast(:times as timestamptz[]), :ids) as n(tenant, at, id)"
                                + " cross join lateral (select tenant_id, " + COLUMNS
                                + " from sign_in where tenant_id = n.tenant and ts = n.at and event_id = n.id limit 1) s")
                .bind("tenants", array(all, UUID[]::new, each -> each.tenant().value()))
                .bind(
                        "times",
                        array(all, String[]::new, each -> each.signIn().at().toString()))
                .bind("ids", array(all, String[]::new, each -> each.signIn().id()))
                .map((row, context) ->
                        new Entry(new TenantId(row.getObject("tenant_id", UUID.class)), kept(row), Optional.empty()))
                .list();
    }

    /**
     * Adds sign-ins with everything that was made of them, in one statement.
     *
     * @return how many were added; fewer where somebody else has added one of them meanwhile
     */
    public int add(Handle handle, Collection<Entry> entries, Instant received) {
        if (entries.isEmpty()) {
            return 0;
        }
        var rows = new Rows(entries.stream().sorted(Entry.ORDER).toList());
        return handle.createUpdate("""
                        insert into sign_in (tenant_id, received_at, level, reasons, engine, learned, event_id, ts, person_id, user_name,
                            application_id, application_name, client_app, interactive, correlation_id, ip, city, state, country,
                            latitude, longitude, device_id, operating_system, browser, user_agent, error_code, failure_reason,
                            by_password, attempts, enrichment, session_id, token_issuer, browser_id, incoming_token, score, grounds,
                            model, profile_version, population_version, lesson)
                        select n.tenant_id, :received, n.level, cast(n.reasons as jsonb), n.engine, n.learned,
                            n.event_id, n.ts, n.person_id, n.user_name, n.application_id, n.application_name, n.client_app,
                            n.interactive, n.correlation_id, cast(n.ip as inet), n.city, n.state, n.country, n.latitude,
                            n.longitude, n.device_id, n.operating_system, n.browser, n.user_agent, n.error_code,
                            n.failure_reason, n.by_password, n.attempts, cast(n.enrichment as jsonb),
                            n.session_id, n.token_issuer, n.browser_id, n.incoming_token, n.score, decode(n.grounds, 'hex'),
                            n.model, n.profile_version, n.population_version, decode(n.lesson, 'hex')
                        from unnest(:tenants, :levels, :reasons, :engines, :learned, :ids, cast(:times as timestamptz[]), :persons,
                            :names, :applications, :applicationNames,
                            :clients, :interactive, :correlations, :ips, :cities, :states, :countries, :latitudes, :longitudes,
                            :devices, :systems, :browsers, :agents, :codes, :failures, :byPassword, :attempts,
                            :enrichments, :sessions, :issuers, :browserIds, :incomingTokens, :scores, :grounds, :models, :profiles,
                            :populations, :lessons)
                          as n(tenant_id, level, reasons, engine, learned, event_id, ts, person_id, user_name, application_id,
                            application_name, client_app, interactive,
                            correlation_id, ip, city, state, country, latitude, longitude, device_id, operating_system, browser,
                            user_agent, error_code, failure_reason, by_password, attempts, enrichment, session_id, token_issuer,
                            browser_id, incoming_token, score, grounds, model, profile_version, population_version, lesson)
                        on conflict (tenant_id, ts, event_id) do nothing""")
                .bind("received", utc(received))
                .bind("tenants", array(rows.entries, UUID[]::new, entry -> entry.tenant()
                        .value()))
                .bind("levels", rows.kept(kept -> kept.level().wireName()))
                .bind("reasons", rows.kept(kept -> kept.reasons().isEmpty() ? null : json(kept.reasons())))
                .bind("engines", rows.kept(Kept::engine))
                .bind("learned", array(rows.entries, Boolean[]::new, entry -> entry.kept()
                        .learned()))
                .bind("ids", rows.texts(SignIn::id))
                .bind("times", rows.texts(signIn -> signIn.at().toString()))
                .bind("persons", rows.persons())
                .bind("names", rows.texts(SignIn::userName))
                .bind("applications", rows.texts(SignIn::applicationId))
                .bind("applicationNames", rows.texts(SignIn::applicationName))
                .bind("clients", rows.texts(SignIn::clientApp))
                .bind("interactive", rows.truths(SignIn::interactive))
                .bind("correlations", rows.texts(SignIn::correlationId))
                .bind("ips", rows.texts(signIn -> signIn.address()
                        .map(IpAddress::toString)
                        .orElse(null)))
                .bind("cities", rows.texts(signIn -> signIn.place().city()))
                .bind("states", rows.texts(signIn -> signIn.place().state()))
                .bind("countries", rows.texts(signIn -> signIn.place().country()))
                .bind("latitudes", rows.degrees(Coordinates::latitude))
                .bind("longitudes", rows.degrees(Coordinates::longitude))
                .bind("devices", rows.texts(signIn -> signIn.device().id()))
                .bind("systems", rows.texts(signIn -> signIn.device().operatingSystem()))
                .bind("browsers", rows.texts(signIn -> signIn.device().browser()))
                .bind("agents", rows.texts(signIn -> signIn.device().userAgent()))
                .bind("codes", rows.numbers(signIn -> signIn.outcome().errorCode()))
                .bind("failures", rows.texts(signIn -> signIn.outcome().failureReason()))
                .bind("byPassword", rows.truths(signIn -> signIn.outcome().byPassword()))
                .bind("attempts", rows.numbers(SignIn::attempts))
                .bind("enrichments", rows.texts(signIn -> json(signIn.enrichment())))
                .bind("sessions", rows.texts(signIn -> signIn.session().id()))
                .bind("issuers", rows.texts(signIn -> signIn.session().issuer()))
                .bind("browserIds", rows.texts(signIn -> signIn.session().browser()))
                .bind("incomingTokens", rows.texts(signIn -> signIn.session().incomingToken()))
                .bind("scores", rows.marks(Double[]::new, Marks::score))
                .bind("grounds", rows.marks(String[]::new, Marks::grounds))
                .bind("models", rows.marks(String[]::new, Marks::model))
                .bind("profiles", rows.marks(Integer[]::new, Marks::profileVersion))
                .bind("populations", rows.marks(Long[]::new, Marks::populationVersion))
                .bind("lessons", rows.marks(String[]::new, marks -> marks.lesson()
                        .orElse(null)))
                .execute();
    }

    private static <E, T extends @Nullable Object> T[] array(List<E> all, IntFunction<T[]> made, Function<E, T> of) {
        T[] column = made.apply(all.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = of.apply(all.get(i));
        }
        return column;
    }

    /** Columns of a batch. */
    private record Rows(List<Entry> entries) {
        @Nullable
        String[] kept(Function<Kept, @Nullable String> of) {
            return array(entries, String[]::new, entry -> of.apply(entry.kept()));
        }

        @Nullable
        String[] texts(Function<SignIn, @Nullable String> of) {
            return array(entries, String[]::new, entry -> of.apply(entry.kept().signIn()));
        }

        Boolean[] truths(Function<SignIn, Boolean> of) {
            return array(entries, Boolean[]::new, entry -> of.apply(entry.kept().signIn()));
        }

        Integer[] numbers(Function<SignIn, Integer> of) {
            return array(entries, Integer[]::new, entry -> of.apply(entry.kept().signIn()));
        }

        @Nullable
        Double[] degrees(Function<Coordinates, Double> of) {
            return array(
                    entries,
                    Double[]::new,
                    entry -> entry.kept().signIn().place().coordinates().map(of).orElse(null));
        }

        @Nullable
        UUID[] persons() {
            return array(
                    entries,
                    UUID[]::new,
                    entry -> entry.kept().signIn().person().map(PersonId::value).orElse(null));
        }

        @Nullable
        <T> T[] marks(IntFunction<@Nullable T[]> made, Function<Marks, @Nullable T> of) {
            return array(entries, made, entry -> entry.marks().map(of).orElse(null));
        }
    }

    /** Writes what was found afterwards, or the outcome of a flow. */
    public void update(Handle handle, TenantId tenant, Kept kept) {
        handle.createUpdate("""
                        update sign_in set level = :level, reasons = cast(:reasons as jsonb), learned = :learned, mfa = :mfa,
                            error_code = :code, failure_reason = :failure
                        where tenant_id = :tenant and ts = :at and event_id = :id""")
                .bind("tenant", tenant.value())
                .bind("at", utc(kept.signIn().at()))
                .bind("id", kept.signIn().id())
                .bind("level", kept.level().wireName())
                .bind("reasons", kept.reasons().isEmpty() ? null : json(kept.reasons()))
                .bind("learned", kept.learned())
                .bind(
                        "mfa",
                        kept.mfa()
                                .map(mfa -> mfa.name().toLowerCase(Locale.ROOT))
                                .orElse(null))
                .bind("code", kept.signIn().outcome().errorCode())
                .bind("failure", kept.signIn().outcome().failureReason())
                .execute();
    }

    /** The one with this id. Of several with one id and different times the first. */
    public Optional<Kept> find(Handle handle, TenantId tenant, String id) {
        return one(handle, tenant, id, "");
    }

    /** The same; locked until the transaction ends. */
    public Optional<Kept> lock(Handle handle, TenantId tenant, String id) {
        return one(handle, tenant, id, " for update");
    }

    private static Optional<Kept> one(Handle handle, TenantId tenant, String id, String lock) {
        return handle.createQuery("select " + COLUMNS
                        + " from sign_in where tenant_id = :tenant and event_id = :id order by ts limit 1" + lock)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, context) -> kept(row))
                .findOne();
    }

    /** Sign-ins of people we know from a source, of a stretch of time, in its order. */
    public List<Kept> from(Handle handle, TenantId tenant, IpRange source, Instant after, Instant to, int most) {
        return handle.createQuery("select " + COLUMNS + """
                         from sign_in
                        where tenant_id = :tenant and person_id is not null and ts >= :after and ts <= :to
                          and ip between cast(:first as inet) and cast(:last as inet)
                        order by ts, event_id limit :most""")
                .bind("tenant", tenant.value())
                .bind("after", utc(after))
                .bind("to", utc(to))
                .bind("first", source.first().toString())
                .bind("last", source.last().toString())
                .bind("most", most)
                .map((row, context) -> kept(row))
                .list();
    }

    /** The first interactive sign-in of each of these sessions that was let in, by the session's id: it began there. */
    public Map<String, SignIn> issuing(Handle handle, TenantId tenant, Collection<String> sessions) {
        var issuing = new HashMap<String, SignIn>();
        if (sessions.isEmpty()) {
            return issuing;
        }
        handle.createQuery("select distinct on (session_id) " + COLUMNS + """
                         from sign_in
                        where tenant_id = :tenant and session_id = any(:sessions) and session_id <> '' and interactive
                          and error_code = 0
                        order by session_id, ts, event_id""")
                .bind("tenant", tenant.value())
                .bind("sessions", sessions.toArray(String[]::new))
                .map((row, context) -> kept(row).signIn())
                .forEach(signIn -> issuing.put(signIn.session().id(), signIn));
        return issuing;
    }

    private static Kept kept(ResultSet row) throws SQLException {
        double latitude = row.getDouble("latitude");
        boolean placed = !row.wasNull();
        double longitude = row.getDouble("longitude");
        @Nullable UUID person = row.getObject("person_id", UUID.class);
        @Nullable String ip = row.getString("ip");
        @Nullable String mfa = row.getString("mfa");
        @Nullable String reasons = row.getString("reasons");
        SignIn signIn = new SignIn(
                row.getString("event_id"),
                at(row, "ts"),
                Optional.ofNullable(person).map(PersonId::new),
                row.getString("user_name"),
                row.getString("application_id"),
                row.getString("application_name"),
                row.getString("client_app"),
                row.getBoolean("interactive"),
                row.getString("correlation_id"),
                Optional.ofNullable(ip).flatMap(IpAddress::parse),
                new Place(
                        row.getString("city"),
                        row.getString("state"),
                        row.getString("country"),
                        placed ? Optional.of(new Coordinates(latitude, longitude)) : Optional.empty()),
                new Device(
                        row.getString("device_id"),
                        row.getString("operating_system"),
                        row.getString("browser"),
                        row.getString("user_agent")),
                new Session(
                        row.getString("session_id"),
                        row.getString("token_issuer"),
                        row.getString("browser_id"),
                        row.getString("incoming_token")),
                new Outcome(row.getInt("error_code"), row.getString("failure_reason"), row.getBoolean("by_password")),
                row.getInt("attempts"),
                enrichment(row.getString("enrichment")));
        return new Kept(
                signIn,
                RiskLevel.ofWire(row.getString("level")).orElseThrow(),
                reasons == null ? List.of() : words(reasons),
                row.getString("engine"),
                Optional.ofNullable(mfa).map(text -> Kept.Mfa.valueOf(text.toUpperCase(Locale.ROOT))),
                row.getBoolean("learned"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Enrichment enrichment(@Nullable String json) {
        try {
            return json == null ? Enrichment.NONE : FeedJson.mapper().readValue(json, Enrichment.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An enrichment that we have written cannot be read", e);
        }
    }

    private static String json(Object value) {
        try {
            return FeedJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> words(String json) {
        try {
            return FeedJson.mapper().readValue(json, WORDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Reasons that we have written cannot be read", e);
        }
    }
}
