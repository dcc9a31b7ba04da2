package io.homeward.remediation.federation;

import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.IdentityProvider;
import io.homeward.remediation.directory.IdentityProviders;
import io.homeward.remediation.openid.EdgeSettings;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Sends a browser to a tenant's provider, to sign in there or to sign out. */
@Singleton
public class AskProvider {
    private final TenantDatabase database;
    private final IdentityProviders providers;
    private final Discovered discovered;
    private final ProviderCalls calls;
    private final EdgeSettings edge;

    AskProvider(
            TenantDatabase database,
            IdentityProviders providers,
            Discovered discovered,
            ProviderCalls calls,
            EdgeSettings edge) {
        this.database = database;
        this.providers = providers;
        this.discovered = discovered;
        this.calls = calls;
        this.edge = edge;
    }

    /**
     * Where the browser goes to sign in.
     *
     * @param name as it was typed: a hint, and nothing more
     * @throws ProviderAway where it is not known now where that would be
     */
    public URI signIn(TenantId tenant, UUID id, Asking asking, String name) throws ProviderAway {
        IdentityProvider provider = provider(tenant, id);
        OIDCProviderMetadata metadata = discovered.of(provider);
        var request = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        Scope.parse(provider.scope()),
                        new ClientID(provider.clientId()),
                        callback(edge, tenant))
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .responseMode(ResponseMode.QUERY)
                .state(new State(asking.state()))
                .nonce(new Nonce(asking.nonce()))
                .codeChallenge(new CodeVerifier(asking.verifier()), CodeChallengeMethod.S256)
                .loginHint(name);
        if (asking.since().isPresent()) {
            request.prompt(Prompt.Type.LOGIN).maxAge(0);
        }
        return request.build().toURI();
    }

    /** Where the browser may end its session there, too (OpenID Connect RP-Initiated Logout 1.0); empty where that is nowhere, or not known now. */
    public Optional<URI> signOut(TenantId tenant, UUID id) {
        try {
            IdentityProvider provider = provider(tenant, id);
            return Optional.ofNullable(discovered.of(provider).getEndSessionEndpointURI())
                    .filter(calls::leadsOut)
                    .map(to -> URI.create(to + (to.getRawQuery() == null ? "?" : "&") + "client_id="
                            + URLEncoder.encode(provider.clientId(), StandardCharsets.UTF_8)));
        } catch (ProviderAway e) {
            return Optional.empty();
        }
    }

    /** Where a provider sends browsers back; what an administrator registers there. */
    static URI callback(EdgeSettings edge, TenantId tenant) {
        return URI.create(edge.url() + "/" + tenant + "/sign-in/federated");
    }

    private IdentityProvider provider(TenantId tenant, UUID id) throws ProviderAway {
        return database.in(tenant, handle -> providers.find(handle, tenant, id))
                .orElseThrow(() -> new ProviderAway("The provider was taken away"));
    }
}
