package io.homeward.remediation.federation;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.IdentityProvider;
import io.homeward.remediation.directory.IdentityProviders;
import io.homeward.remediation.openid.EdgeSettings;
import io.homeward.remediation.outside.OutsideCalls;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.vault.Sealed;
import io.homeward.vault.Vault;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Hears what a provider has to say of the person whose browser came back from it: redeems the code and checks the ID token. Whatever is not as it has to
 * be has one answer, nobody; the log says what it was.
 */
@Singleton
public class HearProvider {
    private static final Logger LOG = Logger.getLogger(HearProvider.class);
    private static final int LONGEST_LOGGED = 60;

    private final TenantDatabase database;
    private final IdentityProviders providers;
    private final Discovered discovered;
    private final ProviderCalls calls;
    private final FederatedPeople people;
    private final Vault vault;
    private final EdgeSettings edge;
    private final FederationSettings settings;

    HearProvider(
            TenantDatabase database,
            IdentityProviders providers,
            Discovered discovered,
            ProviderCalls calls,
            FederatedPeople people,
            Vault vault,
            EdgeSettings edge,
            FederationSettings settings) {
        this.database = database;
        this.providers = providers;
        this.discovered = discovered;
        this.calls = calls;
        this.people = people;
        this.vault = vault;
        this.edge = edge;
        this.settings = settings;
    }

    /** Who it is; empty where the provider does not say, says it wrongly, or speaks of somebody who may not sign in by it. */
    public Optional<PersonId> person(TenantId tenant, UUID id, Asking asked, Returned returned, Instant now) {
        Optional<IdentityProvider> known = database.in(tenant, handle -> providers.find(handle, tenant, id));
        if (known.isEmpty()) {
            return nobody(id, "it was taken away");
        }
        IdentityProvider provider = known.get();
        try {
            OIDCProviderMetadata metadata = discovered.of(provider);
            boolean another = returned.issuer()
                    .map(issuer -> !issuer.equals(provider.issuer()))
                    .orElse(metadata.supportsAuthorizationResponseIssuerParam());
            if (another) {
                return nobody(id, "the answer does not say that it is its own (RFC 9207)");
            }
            return switch (returned) {
                case Returned.Declined declined -> nobody(id, "it answers " + printable(declined.error()));
                case Returned.Code code -> {
                    Said said = redeem(provider, metadata, asked, code.code(), now);
                    yield database.in(tenant, handle -> people.person(handle, provider, said, now));
                }
            };
        } catch (IdTokenCheck.Untrue e) {
            return nobody(id, "its token is refused for " + e.getMessage());
        } catch (ProviderAway e) {
            return nobody(id, e.getMessage());
        }
    }

    private static Optional<PersonId> nobody(UUID provider, @org.jspecify.annotations.Nullable String why) {
        LOG.infof("Nobody signs in by the provider %s: %s", provider, why);
        return Optional.empty();
    }

    private Said redeem(
            IdentityProvider provider, OIDCProviderMetadata metadata, Asking asked, String code, Instant now)
            throws ProviderAway, IdTokenCheck.Untrue {
        OIDCTokenResponse response = tokens(provider, metadata, asked, code);
        if (!(response.getOIDCTokens().getIDToken() instanceof SignedJWT token)) {
            throw new IdTokenCheck.Untrue("alg");
        }
        var check = new IdTokenCheck(provider, asked, settings.clockSkew(), now);
        JWKSet keys = discovered.keys(metadata, false);
        try {
            return said(provider, checked(check, token, response, keys, metadata));
        } catch (IdTokenCheck.KeyUnknown e) {
            throw new IdTokenCheck.Untrue("kid");
        }
    }

    /** A key that is not known may be new. */
    private JWTClaimsSet checked(
            IdTokenCheck check, SignedJWT token, OIDCTokenResponse response, JWKSet keys, OIDCProviderMetadata metadata)
            throws ProviderAway, IdTokenCheck.Untrue, IdTokenCheck.KeyUnknown {
        var accessToken = response.getOIDCTokens().getAccessToken();
        try {
            return check.claims(token, accessToken, keys);
        } catch (IdTokenCheck.KeyUnknown e) {
            return check.claims(token, accessToken, discovered.keys(metadata, true));
        }
    }

    private OIDCTokenResponse tokens(
            IdentityProvider provider, OIDCProviderMetadata metadata, Asking asked, String code) throws ProviderAway {
        URI endpoint = metadata.getTokenEndpointURI();
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code),
                AskProvider.callback(edge, provider.tenant()),
                new CodeVerifier(asked.verifier()));
        Optional<ClientAuthentication> proof = proof(provider, metadata);
        HTTPRequest request = proof.map(each -> new TokenRequest.Builder(endpoint, each, grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, new ClientID(provider.clientId()), grant))
                .build()
                .toHTTPRequest();
        var headers = new HashMap<String, String>(Map.of(
                "Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"));
        Optional.ofNullable(request.getAuthorization()).ifPresent(value -> headers.put("Authorization", value));
        OutsideCalls.Answer answer = calls.post(endpoint, headers, request.getBody());
        if (answer.status() != 200) {
            throw new ProviderAway("it redeems no code: " + answer.status());
        }
        try {
            return OIDCTokenResponse.parse(JSONObjectUtils.parse(answer.body()));
        } catch (ParseException | IllegalArgumentException e) {
            throw new ProviderAway("its tokens cannot be read", e);
        }
    }

    private Optional<ClientAuthentication> proof(IdentityProvider provider, OIDCProviderMetadata metadata) {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean inTheForm = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        var client = new ClientID(provider.clientId());
        return provider.sealedSecret()
                .map(kept -> new Secret(
                        new String(vault.open(provider.secretBinding(), new Sealed(kept)), StandardCharsets.UTF_8)))
                .map(secret ->
                        inTheForm ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret));
    }

    /**
     * By default {@code email}, and then only one that the provider says is verified. Where the tenant has mapped it to another claim
     * ({@code preferred_username}, say), it has decided that nobody there chooses that by himself.
     */
    private static Said said(IdentityProvider provider, JWTClaimsSet claims) {
        String standingFor = provider.claim("email");
        Object verified = claims.getClaim(provider.claim("email_verified"));
        boolean vouched = !standingFor.equals("email") || Boolean.TRUE.equals(verified) || "true".equals(verified);
        Optional<String> name =
                claims.getClaim(standingFor) instanceof String text && vouched ? Optional.of(text) : Optional.empty();
        return new Said(provider.issuer(), claims.getSubject(), name);
    }

    private static String printable(String text) {
        String plain = text.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.substring(0, Math.min(plain.length(), LONGEST_LOGGED));
    }
}
