package io.homeward.remediation.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.risk.ActiveDetection;
import io.homeward.accessrules.risk.DetectionId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.InternalTokens;
import io.homeward.tenancy.OtherService;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * risk-service, over HTTP. Whatever keeps it from answering (away, late, an answer that cannot be read) is an empty result; nobody
 * takes that for "no risk".
 */
@Singleton
public class RiskService {
    private static final Logger LOG = Logger.getLogger(RiskService.class);
    private static final String NAME = "risk-service";
    private static final Duration CONNECT = Duration.ofMillis(500);

    /** Of what it says about a refusal; enough for whoever looks into it. */
    private static final int LONGEST_REASON = 500;

    private final RiskServiceSettings settings;
    private final OtherService service;

    RiskService(RiskServiceSettings settings, InternalTokens tokens) {
        this.settings = settings;
        this.service = new OtherService(NAME, settings.url(), tokens, CONNECT);
    }

    /** Has a sign-in with the right password scored. Idempotent by its id. */
    public Optional<Score> score(TenantId tenant, SignIn signIn) {
        return post(signIns(tenant), signIn, settings.scoreTimeout())
                .filter(RiskService::good)
                .flatMap(answer -> read(answer.body(), body -> score(body, signIn.createdDateTime())));
    }

    /**
     * What it knows of a person now.
     *
     * @param afterRemediation one to wait for, for up to two seconds
     */
    public Optional<PersonRisk> personRisk(TenantId tenant, PersonId person, Optional<UUID> afterRemediation) {
        String query = afterRemediation.map(id -> "?afterRemediation=" + id).orElse("");
        Duration patience = afterRemediation.isPresent() ? settings.confirmationTimeout() : settings.scoreTimeout();
        return answer(() -> service.get(person(tenant, person.toString()) + "/risk" + query, patience))
                .filter(RiskService::good)
                .flatMap(answer -> read(
                        answer.body(),
                        body -> new PersonRisk(
                                userRisk(body), body.path("remediationApplied").asBoolean(false))));
    }

    /** What became of telling it something. */
    sealed interface Told {
        record HasIt() implements Told {}

        /** It will never take this one. */
        record RefusedIt(String because) implements Told {}

        /** It is there, and could not take this one now. */
        record Failed(String because) implements Told {}

        /** Nothing can be told now. */
        record Away() implements Told {}
    }

    /** Tells it of a sign-in that nobody waits for. */
    Told tell(TenantId tenant, JsonNode signIn) {
        return told(post(signIns(tenant), signIn, settings.confirmationTimeout()));
    }

    Told tellOutcome(TenantId tenant, UUID signIn, JsonNode outcome) {
        return told(post(signIns(tenant) + "/" + signIn + "/outcome", outcome, settings.confirmationTimeout()));
    }

    /** Tells it that a person's password has leaked, now; false where it has to be told later. */
    public boolean tellLeak(TenantId tenant, PersonId person, Instant passwordSetAt) {
        JsonNode leak = FeedJson.mapper().valueToTree(new SignInReports.Leak(person, passwordSetAt));
        return switch (tellLeak(tenant, leak)) {
            case Told.HasIt() -> true;
            case Told.RefusedIt(var because) -> {
                LOG.warnf("%s refuses that a password has leaked: %s", NAME, because);
                yield true;
            }
            case Told.Failed(var because) -> false;
            case Told.Away() -> false;
        };
    }

    Told tellLeak(TenantId tenant, JsonNode leak) {
        return aboutPerson(tenant, leak, "leaked-password");
    }

    Told tellCommon(TenantId tenant, JsonNode common) {
        return aboutPerson(tenant, common, "common-password");
    }

    Told tellOwnReport(TenantId tenant, JsonNode report) {
        return aboutPerson(tenant, report, "own-report");
    }

    /** A person it does not know yet is told of by a feed; until then it cannot take anything about him. */
    private Told aboutPerson(TenantId tenant, JsonNode report, String what) {
        String path = person(tenant, report.path("person").asText()) + "/" + what;
        Optional<HttpResponse<String>> answer = post(path, report, settings.scoreTimeout());
        return answer.filter(each -> each.statusCode() == 404)
                .<Told>map(each -> new Told.Failed("the person is not known there yet"))
                .orElseGet(() -> told(answer));
    }

    private static Told told(Optional<HttpResponse<String>> answer) {
        if (answer.isEmpty()) {
            return new Told.Away();
        }
        int status = answer.get().statusCode();
        String because = status + " " + shortened(answer.get().body());
        return switch (status / 100) {
            case 2 -> new Told.HasIt();
            // 401 and 403 are a wrong configuration, 429 is load: those pass, and hit everything alike.
            case 4 -> status == 401 || status == 403 || status == 429 ? new Told.Away() : new Told.RefusedIt(because);
            default -> new Told.Failed(because);
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }

    private static Score score(JsonNode body, Instant signInAt) throws JsonProcessingException {
        UserRisk userRisk = userRisk(body.path("userRisk"));
        RiskLevel level = level(body.path("level").asText());
        List<ActiveDetection> detections = new ArrayList<>();
        for (JsonNode each : body.path("detections")) {
            var id = DetectionId.of(each.path("id").asText());
            detections.add(userRisk.detections().stream()
                    .filter(known -> known.id().equals(id))
                    .findFirst()
                    .orElseGet(() -> new ActiveDetection(
                            id,
                            new DetectionType(each.path("type").asText()),
                            level(each.path("level").asText()),
                            signInAt)));
        }
        Optional<CountryCode> country =
                CountryCode.parse(body.path("location").path("countryOrRegion").asText(""));
        return new Score(new SignInRisk.Scored(level, detections), userRisk, country);
    }

    private static UserRisk userRisk(JsonNode body) throws JsonProcessingException {
        return FeedJson.mapper().treeToValue(body, UserRisk.class);
    }

    private static RiskLevel level(String wireName) {
        return RiskLevel.ofWire(wireName).orElseThrow(() -> new IllegalArgumentException("No risk level: " + wireName));
    }

    private interface Reader<T> {
        T read(JsonNode body) throws JsonProcessingException;
    }

    private static <T> Optional<T> read(String body, Reader<T> reader) {
        try {
            return Optional.of(reader.read(FeedJson.mapper().readTree(body)));
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            LOG.warnf(e, "An answer of %s cannot be read", NAME);
            return Optional.empty();
        }
    }

    private Optional<HttpResponse<String>> post(String path, Object body, Duration patience) {
        return answer(() -> service.post(path, json(body), patience));
    }

    private interface Question {
        HttpResponse<String> ask() throws OtherService.Unanswered;
    }

    private static Optional<HttpResponse<String>> answer(Question question) {
        try {
            return Optional.of(question.ask());
        } catch (OtherService.Unanswered e) {
            LOG.infof("%s does not answer: %s", NAME, e.getMessage());
            return Optional.empty();
        }
    }

    private static String json(Object body) {
        try {
            return FeedJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is sent is made here", e);
        }
    }

    private static String signIns(TenantId tenant) {
        return "/internal/tenants/" + tenant + "/sign-ins";
    }

    private static String person(TenantId tenant, String person) {
        return "/internal/tenants/" + tenant + "/people/" + person;
    }

    private static boolean good(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            LOG.warnf("%s answered %d: %s", NAME, answer.statusCode(), shortened(answer.body()));
        }
        return answer.statusCode() == 200;
    }
}
