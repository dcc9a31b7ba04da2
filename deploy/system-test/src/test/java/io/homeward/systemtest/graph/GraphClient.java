package io.homeward.systemtest.graph;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import io.homeward.local.sample.Organisation;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * The official Graph SDK, pointed at an installation the way its users would: their own base address and token provider, everything else
 * as it comes, with its retry, redirect and serialisation as they are.
 */
final class GraphClient {
    private GraphClient() {}

    /** Calls as the administration application of this organisation. */
    static GraphServiceClient of(URI edge, Organisation organisation) {
        return of(edge, organisation::token);
    }

    static GraphServiceClient of(URI edge, Supplier<String> token) {
        var provider = new BaseBearerTokenAuthenticationProvider(new Tokens(edge.getHost(), token));
        var http = GraphClientFactory.create(GraphServiceClient.getGraphClientOptions())
                .build();
        return new GraphServiceClient(new BaseGraphRequestAdapter(provider, edge + "/v1.0", http));
    }

    /** What the SDK threw, which has to be the error body, read. */
    static ODataError refused(Runnable call) {
        return Assertions.catchThrowableOfType(ODataError.class, call::run);
    }

    private record Tokens(String host, Supplier<String> token) implements AccessTokenProvider {
        @Override
        public String getAuthorizationToken(URI uri, @Nullable Map<String, Object> context) {
            return token.get();
        }

        @Override
        public AllowedHostsValidator getAllowedHostsValidator() {
            return new AllowedHostsValidator(host);
        }
    }
}
