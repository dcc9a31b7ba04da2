package io.homeward.tenant.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.InternalTokens;
import io.homeward.tenancy.OtherService;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** risk-service, as far as this service needs it. Every answer is its present one. */
@Singleton
public class RiskService {
    private static final Logger LOG = Logger.getLogger(RiskService.class);
    private static final String NAME = "risk-service";
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = FeedJson.mapper();
    private static final int OK = 200;
    private static final int PAGE = 1000;

    private final RiskSettings settings;
    private final Optional<OtherService> service;

    RiskService(RiskSettings settings, InternalTokens tokens) {
        this.settings = settings;
        this.service = settings.url().map(url -> new OtherService(NAME, url, tokens, CONNECT));
    }

    /** @param next where the following page begins; empty on the last one */
    public record Page(JsonNode items, Optional<String> next) {}

    /**
     * How somebody of one's own tenant stands.
     *
     * @throws Refusal {@link Fault#RISK_AWAY}: without knowing how he stands nothing is granted
     */
    public UserRisk of(TenantId tenant, PersonId person) {
        String answer = get("/internal/tenants/%s/people/%s/risk".formatted(tenant, person), settings.timeout());
        try {
            return JSON.readValue(answer, UserRisk.class);
        } catch (JsonProcessingException e) {
            throw away("answered what is no risk: " + e.getOriginalMessage());
        }
    }

    /**
     * Recorded sign-ins from {@code since} on, the oldest first.
     *
     * @throws Refusal {@link Fault#RISK_AWAY}
     */
    public Page signIns(TenantId tenant, Instant since, Optional<String> after) {
        return page("/internal/tenants/%s/sign-in-facts?since=%s&limit=%d".formatted(tenant, since, PAGE), after);
    }

    /**
     * Everybody whose risk is open now.
     *
     * @throws Refusal {@link Fault#RISK_AWAY}
     */
    public Page peopleAtRisk(TenantId tenant, Optional<String> after) {
        return page("/internal/tenants/%s/people-at-risk?limit=%d".formatted(tenant, PAGE), after);
    }

    private Page page(String path, Optional<String> after) {
        String further = after.map(text -> "&after=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .orElse("");
        String answer = get(path + further, settings.pageTimeout());
        try {
            JsonNode page = JSON.readTree(answer);
            return new Page(
                    page.path("value"),
                    Optional.of(page.path("next")).filter(JsonNode::isTextual).map(JsonNode::asText));
        } catch (JsonProcessingException e) {
            throw away("answered what is no page: " + e.getOriginalMessage());
        }
    }

    private String get(String path, Duration timeout) {
        OtherService risk = service.orElseThrow(() -> away("homeward.risk-service.url is not configured"));
        try {
            HttpResponse<String> answer = risk.get(path, timeout);
            if (answer.statusCode() != OK) {
                throw away("answered " + answer.statusCode());
            }
            return answer.body();
        } catch (OtherService.Unanswered e) {
            throw away(String.valueOf(e.getMessage()));
        }
    }

    private static Refusal away(String why) {
        LOG.warnf("%s cannot be reached: %s", NAME, why);
        return new Refusal(Fault.RISK_AWAY);
    }
}
