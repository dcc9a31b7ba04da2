package io.homeward.tenant.waiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.InternalTokens;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.logging.Logger;

/** risk-service, as far as waivers need it: how somebody of one's own tenant stands. */
@Singleton
class RiskService {
    private static final Logger LOG = Logger.getLogger(RiskService.class);
    private static final String NAME = "risk-service";
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final int OK = 200;

    private final RiskSettings settings;
    private final InternalTokens tokens;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    RiskService(RiskSettings settings, InternalTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    /** @throws Refusal {@link Fault#RISK_AWAY}: without knowing how he stands nothing is granted */
    UserRisk of(TenantId tenant, PersonId person) {
        URI url = settings.url().orElseThrow(() -> away("homeward.risk-service.url is not configured"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("%s/internal/tenants/%s/people/%s/risk"
                        .formatted(url.toString().replaceAll("/$", ""), tenant, person)))
                .timeout(settings.timeout())
                .header("Authorization", "Bearer " + tokens.forService(NAME))
                .GET()
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw away("answered " + answer.statusCode());
            }
            return FeedJson.mapper().readValue(answer.body(), UserRisk.class);
        } catch (JsonProcessingException e) {
            throw away("answered what is no risk: " + e.getOriginalMessage());
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
