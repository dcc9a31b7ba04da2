package io.homeward.tenant.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.InternalTokens;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** risk-service, as far as a dry run needs it: recorded sign-ins and people at risk, page by page. */
@Singleton
public class RiskService {
    private static final Logger LOG = Logger.getLogger(RiskService.class);
    private static final String NAME = "risk-service";
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final int PAGE = 1000;

    private final RiskSettings settings;
    private final InternalTokens tokens;
    private final ObjectMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    RiskService(RiskSettings settings, InternalTokens tokens, ObjectMapper json) {
        this.settings = settings;
        this.tokens = tokens;
        this.json = json;
    }

    /** @param next where the following page begins; empty on the last one */
    record Page(JsonNode items, Optional<String> next) {}

    /** @throws Refusal {@link Fault#RISK_AWAY} */
    Page signIns(TenantId tenant, Instant since, Optional<String> after) {
        return page("/internal/tenants/%s/sign-in-facts?since=%s&limit=%d".formatted(tenant, since, PAGE), after);
    }

    /** @throws Refusal {@link Fault#RISK_AWAY} */
    Page peopleAtRisk(TenantId tenant, Optional<String> after) {
        return page("/internal/tenants/%s/people-at-risk?limit=%d".formatted(tenant, PAGE), after);
    }

    private Page page(String path, Optional<String> after) {
        URI base = settings.url().orElseThrow(() -> away("homeward.risk-service.url is not set"));
        String further = after.map(text -> "&after=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .orElse("");
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/$", "") + path + further))
                        .timeout(settings.timeout())
                        .header("Authorization", "Bearer " + token())
                        .GET()
                        .build());
        if (answer.statusCode() != 200) {
            throw away("answered " + answer.statusCode());
        }
        try {
            JsonNode page = json.readTree(answer.body());
            return new Page(
                    page.path("value"),
                    Optional.of(page.path("next")).filter(JsonNode::isTextual).map(JsonNode::asText));
        } catch (JsonProcessingException e) {
            throw away("answered what is no JSON");
        }
    }

    private String token() {
        try {
            return tokens.forService(NAME);
        } catch (IllegalStateException e) {
            throw away("no key for it is configured");
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw away(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("interrupted");
        }
    }

    private static Refusal away(String why) {
        LOG.warnf("%s cannot be reached: %s", NAME, why);
        return new Refusal(Fault.RISK_AWAY);
    }
}
