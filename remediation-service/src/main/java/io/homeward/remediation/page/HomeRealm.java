package io.homeward.remediation.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.remediation.event.TenantServiceSettings;
import io.homeward.remediation.openid.Realms;
import io.homeward.tenancy.InternalTokens;
import io.homeward.tenancy.OtherService;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where somebody is at home, by the domain of his name alone; tenant-service knows. Whether there is such a person is not looked at, so nobody
 * learns it here.
 */
@Singleton
class HomeRealm implements Realms {
    private static final Logger LOG = Logger.getLogger(HomeRealm.class);
    private static final String NAME = "tenant-service";
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final OtherService service;

    HomeRealm(TenantServiceSettings settings, InternalTokens tokens) {
        this.service = new OtherService(NAME, settings.url(), tokens, CONNECT);
    }

    @Override
    public Optional<TenantId> of(String userPrincipalName) {
        String path = "/v1/homeRealm?userPrincipalName=" + URLEncoder.encode(userPrincipalName, StandardCharsets.UTF_8);
        try {
            HttpResponse<String> answer = service.get(path, PATIENCE);
            return answer.statusCode() == 200
                    ? Optional.of(TenantId.of(FeedJson.mapper()
                            .readTree(answer.body())
                            .path("tenantId")
                            .asText()))
                    : Optional.empty();
        } catch (OtherService.Unanswered | JsonProcessingException | IllegalArgumentException e) {
            LOG.infof("%s does not say where somebody is at home: %s", NAME, e.getMessage());
            return Optional.empty();
        }
    }
}
