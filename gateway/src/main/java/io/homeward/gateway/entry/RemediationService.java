package io.homeward.gateway.entry;

import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.InternalTokens;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** remediation-service, as far as it issues tokens: where their keys are. */
@Singleton
class RemediationService {
    private static final String NAME = "remediation-service";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String url;
    private final InternalTokens tokens;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    RemediationService(@ConfigProperty(name = "homeward.remediation-service.url") String url, InternalTokens tokens) {
        this.url = url;
        this.tokens = tokens;
    }

    /** The tenant's JWK set as it is published; fails where it cannot be had. */
    CompletionStage<String> keySet(TenantId tenant) {
        var request = HttpRequest.newBuilder(URI.create(url + "/" + tenant + "/discovery/v2.0/keys"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.forCaller(NAME, new Caller.Anonymous()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            if (answer.statusCode() != 200) {
                throw new CompletionException(new IOException("Keys of " + tenant + ": status " + answer.statusCode()));
            }
            return answer.body();
        });
    }
}
