package io.homeward.risk.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.intel.Edition;
import io.homeward.intel.Locality;
import io.homeward.intel.Network;
import io.homeward.risk.directory.Known;
import io.homeward.risk.familiarity.InMemoryPopulation;
import io.homeward.risk.familiarity.InMemoryPopulation.Row;
import io.homeward.risk.familiarity.Lesson;
import io.homeward.risk.familiarity.Model;
import io.homeward.risk.familiarity.Tuning;
import io.homeward.risk.familiarity.ValueKey;
import io.homeward.risk.familiarity.budget.Assessment;
import io.homeward.risk.familiarity.budget.Budgets;
import io.homeward.risk.familiarity.budget.Finding;
import io.homeward.risk.familiarity.budget.Grade;
import io.homeward.risk.familiarity.budget.Grounds;
import io.homeward.risk.habit.Scores;
import io.homeward.risk.habit.TenantHabits;
import io.homeward.risk.intel.AddressFlag;
import io.homeward.risk.intel.Agent;
import io.homeward.risk.intel.Enrichment;
import io.homeward.risk.intel.Flagged;
import io.homeward.risk.profile.History;
import io.homeward.risk.score.Statistics;
import io.homeward.risk.signin.Device;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.Outcome;
import io.homeward.risk.signin.Place;
import io.homeward.risk.signin.Session;
import io.homeward.risk.signin.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The example that the README shows is an explanation of this service, made here. To make it anew after a change, run this test with
 * {@code -Dhomeward.examples=write}.
 */
class ExplanationExampleTest {
    private static final Path EXAMPLES = Path.of("src/main/contract/examples");
    private static final Instant NOW = Instant.parse("2026-03-04T06:58:01.220Z");
    private static final TenantId TENANT = new TenantId(UUID.fromString("0b9f6a8e-32f1-4a53-9f0e-6a2f7f9f0c11"));
    private static final PersonId RUI = new PersonId(UUID.fromString("4be0c1d7-5f0e-4c39-8a77-0d6f9b1f2a10"));
    private static final Edition CITY =
            new Edition("dbip-city-lite.mmdb", "2026-03-01", Instant.parse("2026-03-01T00:00:00Z"));
    private static final Edition ASN =
            new Edition("dbip-asn-lite.mmdb", "2026-03-01", Instant.parse("2026-03-01T00:00:00Z"));
    private static final Edition HOSTING =
            new Edition("hosting.txt", "b5bb9d8014a0f9b1", Instant.parse("2026-02-26T00:00:00Z"));
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .setDefaultPropertyInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private static SignIn home(int day, String user, Optional<PersonId> person) {
        return signIn(
                "home-" + user + day,
                NOW.minus(Duration.ofDays(day)).plusSeconds(3_000),
                user,
                person,
                "192.0.2.14",
                new Locality(
                        Optional.of(CountryCode.of("NO")),
                        "Vestland",
                        "Bergen",
                        Optional.of(new Locality.Point(60.39, 5.32)),
                        50,
                        Optional.of(ZoneId.of("Europe/Oslo"))),
                new Network(2119, "Telenor Norge"),
                List.of(),
                new Agent("desktop", "macOS", "15", "Safari", "18", ""));
    }

    private static SignIn strange() {
        return signIn(
                "0f8e2c55-9d1e-4b7e-bb6f-6a20c1c90d00",
                NOW,
                "rui@fjordclinic.example",
                Optional.of(RUI),
                "203.0.113.44",
                new Locality(
                        Optional.of(CountryCode.of("BR")),
                        "São Paulo",
                        "São Paulo",
                        Optional.of(new Locality.Point(-23.55, -46.63)),
                        50,
                        Optional.of(ZoneId.of("America/Sao_Paulo"))),
                new Network(64500, "Example Hosting"),
                List.of(new Flagged(AddressFlag.HOSTING, IpRange.of("203.0.113.0/24"), HOSTING)),
                new Agent("desktop", "Windows", "11", "Edge", "130", ""));
    }

    private static SignIn signIn(
            String id,
            Instant at,
            String user,
            Optional<PersonId> person,
            String ip,
            Locality where,
            Network network,
            List<Flagged> flags,
            Agent agent) {
        return new SignIn(
                id,
                at,
                person,
                user,
                "00000002-0000-0ff1-ce00-000000000000",
                "Mail",
                "Browser",
                true,
                "7d2b8c1e-0c51-4a9f-8d0b-2f7f6f9e5a01",
                Optional.of(IpAddress.of(ip)),
                Place.UNKNOWN,
                new Device("", agent.osFamily(), agent.browserFamily(), ""),
                Session.NONE,
                new Outcome(50076, "", true),
                1,
                new Enrichment(
                        true,
                        where,
                        Enrichment.PlacedBy.DATABASE,
                        true,
                        Optional.of(network),
                        true,
                        flags,
                        false,
                        agent,
                        List.of(CITY, ASN, HOSTING)));
    }

    private record Value(io.homeward.risk.familiarity.Level level, long parent, long value) {}

    /** Rui has signed in on forty working days, and so have twenty colleagues. */
    private static ExplainSignIn.Material material() {
        var model = new Model(Tuning.SHIPPED);
        var habits = new TenantHabits(TENANT, new ValueKey(1, 2), model, Budgets.SHIPPED);
        History rui = History.NONE;
        Map<Value, Double> weights = new HashMap<>();
        for (int day = 40; day > 0; day--) {
            for (int colleague = 0; colleague < 20; colleague++) {
                Lesson lesson =
                        habits.lesson(habits.features(home(day, "c" + colleague, Optional.empty())), History.NONE);
                add(lesson, weights);
            }
            SignIn own = home(day, "rui@fjordclinic.example", Optional.of(RUI));
            Lesson lesson = habits.lesson(habits.features(own), rui);
            rui = rui.with(own, rui.habits().with(lesson, model));
            add(lesson, weights);
        }
        int today = (int) (NOW.getEpochSecond() / 86_400);
        habits.refresh(
                weights.entrySet().stream()
                        .map(each -> new Row(
                                each.getKey().level, each.getKey().parent, each.getKey().value, each.getValue(), today))
                        .toList(),
                List.of(),
                NOW.minusSeconds(2).toEpochMilli() * 1000,
                NOW.plusSeconds(5));
        SignIn strange = strange();
        Statistics statistics = habits.statistics(strange, rui);
        var grounds = new Grounds(
                statistics.observation(),
                statistics.learning(),
                true,
                List.of(
                        new Finding.Floor("impossibleTravel", Grade.MEDIUM),
                        new Finding.Weight(Finding.Group.TRAVEL, "impossibleTravel", 0.4)),
                statistics.thresholds(),
                false);
        Assessment assessment = Assessment.of(grounds, model);
        return new ExplainSignIn.Material(
                new Kept(strange, RiskLevel.HIGH, List.of(), "chain-2", Optional.empty(), false),
                Optional.of(new Scores.Stored(
                        assessment.score(), grounds, model.version(), rui.version(), habits.populationVersion())),
                Optional.of(model),
                List.of(
                        found(
                                "a1c70f5e-6f0a-4f67-8b0e-5a4b7d9a1e01",
                                "unfamiliarFeatures",
                                "high",
                                "Unlike the person's earlier sign-ins"),
                        found(
                                "a1c70f5e-6f0a-4f67-8b0e-5a4b7d9a1e02",
                                "newCountry",
                                "low",
                                "Never, or not for long, has this person signed in from BR"),
                        found(
                                "a1c70f5e-6f0a-4f67-8b0e-5a4b7d9a1e03",
                                "impossibleTravel",
                                "medium",
                                "10360 km from the sign-in of 1 hour ago, 9,812 km/h")),
                Optional.of(new Known(RUI, "rui@fjordclinic.example", "Rui Tavares", false, Set.of(), Set.of())),
                habits);
    }

    private static FoundDetections.Found found(String id, String type, String level, String reason) {
        return new FoundDetections.Found(
                UUID.fromString(id),
                type,
                level,
                "atRisk",
                "realtime",
                NOW,
                strange().id(),
                reason,
                "{}",
                false);
    }

    private static void add(Lesson lesson, Map<Value, Double> weights) {
        for (Row row : InMemoryPopulation.rows(lesson, 1)) {
            weights.merge(new Value(row.level(), row.parent(), row.value()), row.weight(), Double::sum);
        }
    }

    @Test
    void the_example_is_what_would_be_answered() throws IOException {
        SignInExplanation explanation = new SignInAccount(material()).explanation();

        same("sign-in-explanation.json", JSON.writeValueAsString(explanation) + "\n");
        same("sign-in-explanation.txt", explanation.summary() + "\n");
    }

    private static void same(String name, String text) throws IOException {
        Path file = EXAMPLES.resolve(name);
        if ("write".equals(System.getProperty("homeward.examples"))) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @Test
    void contributions_and_findings_add_up_to_the_score_to_the_last_bit() throws IOException {
        JsonNode json = JSON.readTree(JSON.writeValueAsString(new SignInAccount(material()).explanation()));

        double familiarity = 0;
        for (JsonNode each : json.path("familiarity").path("contributions")) {
            familiarity += each.path("contribution").asDouble();
        }
        double detectors = 0;
        for (JsonNode each : json.path("detectors").path("groups")) {
            detectors += each.path("contribution").asDouble();
        }

        assertThat(bits(familiarity))
                .isEqualTo(bits(json.path("familiarity").path("sum").asDouble()));
        assertThat(bits(detectors))
                .isEqualTo(bits(json.path("detectors").path("sum").asDouble()));
        assertThat(bits(familiarity + detectors))
                .isEqualTo(bits(json.path("score").asDouble()));
        assertThat(json.path("replayed").asBoolean()).isTrue();
    }

    @Test
    void contributions_stand_in_the_order_of_their_chains() {
        var features = new ArrayList<String>();
        new SignInAccount(material())
                .explanation()
                .familiarity()
                .contributions()
                .forEach(each -> features.add(each.feature()));

        assertThat(features)
                .containsExactly("country", "asn", "prefix", "ip", "device", "agent", "hour", "application", "client");
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
