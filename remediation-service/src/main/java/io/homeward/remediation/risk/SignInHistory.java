package io.homeward.remediation.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.feed.FeedJson;
import io.homeward.tenancy.InternalTokens;
import io.homeward.tenancy.OtherService;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** People's own sign-ins, asked of risk-service on their behalf. */
@Singleton
public class SignInHistory {
    private static final Logger LOG = Logger.getLogger(SignInHistory.class);
    private static final Duration CONNECT = Duration.ofMillis(500);

    private static final ObjectReader PAGE =
            FeedJson.mapper().readerFor(Page.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final ObjectReader ONE =
            FeedJson.mapper().readerFor(OwnSignIn.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final RiskServiceSettings settings;
    private final OtherService service;

    SignInHistory(RiskServiceSettings settings, InternalTokens tokens) {
        this.settings = settings;
        this.service = new OtherService("risk-service", settings.url(), tokens, CONNECT);
    }

    /** @param next what to ask for afterwards; null on the last page */
    public record Page(List<OwnSignIn> value, @Nullable String next) {
        public Page {
            value = List.copyOf(value);
        }
    }

    /** What became of asking. */
    public sealed interface Answer<T> {
        record Known<T>(T value) implements Answer<T> {}

        /** There is no such sign-in of his, or the place does not exist. */
        record Unknown<T>() implements Answer<T> {}

        /** risk-service is not there, or says something that cannot be read. */
        record Away<T>() implements Answer<T> {}
    }

    /** @param after the last page's {@code next} */
    public Answer<Page> page(TenantId tenant, PersonId person, Optional<String> after, int limit) {
        String further = after.map(place -> "&after=" + encoded(place)).orElse("");
        return ask(path(tenant, person) + "?limit=" + limit + further, PAGE);
    }

    public Answer<OwnSignIn> find(TenantId tenant, PersonId person, String id) {
        return ask(path(tenant, person) + "/" + encoded(id), ONE);
    }

    private <T> Answer<T> ask(String path, ObjectReader reader) {
        try {
            HttpResponse<String> answer = service.get(path, settings.scoreTimeout());
            return switch (answer.statusCode()) {
                case 200 -> new Answer.Known<>(reader.readValue(answer.body()));
                case 400, 404 -> new Answer.Unknown<>();
                default -> {
                    LOG.warnf("risk-service answered %d about somebody's own sign-ins", answer.statusCode());
                    yield new Answer.Away<>();
                }
            };
        } catch (OtherService.Unanswered e) {
            LOG.infof("risk-service does not answer: %s", e.getMessage());
        } catch (JsonProcessingException e) {
            LOG.warn("An answer of risk-service cannot be read", e);
        }
        return new Answer.Away<>();
    }

    private static String path(TenantId tenant, PersonId person) {
        return "/internal/tenants/" + tenant + "/people/" + person + "/sign-ins";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
