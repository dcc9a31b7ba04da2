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
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

    private final RiskServiceSettings settings;
    private final InternalTokens tokens;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    RiskService(RiskServiceSettings settings, InternalTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
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
        URI address = at("/internal/tenants/%s/people/%s/risk%s".formatted(tenant, person, query));
        Duration patience = afterRemediation.isPresent() ? settings.confirmationTimeout() : settings.scoreTimeout();
        return send(request(address, patience).GET().build())
                .filter(RiskService::good)
                .flatMap(answer -> read(
                        answer.body(),
                        body -> new PersonRisk(
                                userRisk(body), body.path("remediationApplied").asBoolean(false))));
    }

    /** What became of telling it something. */
    enum Told {
        HAS_IT,
        /** It will never take this one. */
        REFUSED_IT,
        AWAY
    }

    /** Tells it of a sign-in that nobody waits for. */
    Told tell(TenantId tenant, JsonNode signIn) {
        return told(post(signIns(tenant), signIn, settings.confirmationTimeout()));
    }

    Told tellOutcome(TenantId tenant, UUID signIn, JsonNode outcome) {
        URI address = at("/internal/tenants/%s/sign-ins/%s/outcome".formatted(tenant, signIn));
        return told(post(address, outcome, settings.confirmationTimeout()));
    }

    /** Tells it that a person's password has leaked, now; false where it has to be told later. */
    public boolean tellLeak(TenantId tenant, PersonId person, Instant passwordSetAt) {
        JsonNode leak = FeedJson.mapper().valueToTree(new SignInReports.Leak(person, passwordSetAt));
        return switch (tellLeak(tenant, leak)) {
            case HAS_IT, REFUSED_IT -> true;
            case AWAY -> false;
        };
    }

    Told tellLeak(TenantId tenant, JsonNode leak) {
        URI address = at("/internal/tenants/%s/people/%s/leaked-password"
                .formatted(tenant, leak.path("person").asText()));
        return told(post(address, leak, settings.scoreTimeout()));
    }

    private static Told told(Optional<HttpResponse<String>> answer) {
        return answer.map(HttpResponse::statusCode)
                .map(status -> {
                    if (status / 100 == 2) {
                        return Told.HAS_IT;
                    }
                    // 401 and 403 are a wrong configuration, 429 is load: those pass.
                    boolean passes = status / 100 != 4 || status == 401 || status == 403 || status == 429;
                    return passes ? Told.AWAY : Told.REFUSED_IT;
                })
                .orElse(Told.AWAY);
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

    private Optional<HttpResponse<String>> post(URI address, Object body, Duration patience) {
        try {
            String json = FeedJson.mapper().writeValueAsString(body);
            return send(request(address, patience)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json))
                    .build());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is sent is made here", e);
        }
    }

    private Optional<HttpResponse<String>> send(HttpRequest request) {
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            LOG.infof("%s does not answer: %s", NAME, e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(URI address, Duration patience) {
        return HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Authorization", "Bearer " + tokens.forService(NAME));
    }

    private URI signIns(TenantId tenant) {
        return at("/internal/tenants/" + tenant + "/sign-ins");
    }

    private URI at(String path) {
        return URI.create(settings.url() + path);
    }

    private static boolean good(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            LOG.warnf("%s answered %d", NAME, answer.statusCode());
        }
        return answer.statusCode() == 200;
    }
}
