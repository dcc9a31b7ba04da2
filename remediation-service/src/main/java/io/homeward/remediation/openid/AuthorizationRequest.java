package io.homeward.remediation.openid;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.MfaDemand;
import io.homeward.remediation.session.Session;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an application asks for (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1), after everything in it was found good.
 *
 * @param redirectUri as it was sent; a registered one, but for the port of a loopback address
 * @param scopes those that are granted
 * @param codeChallenge of PKCE, by S256 (RFC 7636)
 * @param maxAge a first factor older than that is proven again
 * @param hinted who the application says it is about ({@code id_token_hint})
 * @param demands what the {@code claims} parameter asks of the access token
 * @param uiLocales BCP 47, the preferred first
 * @param device that waits for it (RFC 8628); it is answered on its page, and no code goes anywhere
 */
public record AuthorizationRequest(
        AuthorizationId id,
        ApplicationId client,
        String applicationName,
        URI redirectUri,
        ResponseMode responseMode,
        Set<String> scopes,
        Optional<String> state,
        Optional<String> nonce,
        Optional<String> codeChallenge,
        Set<Prompt> prompts,
        Optional<Duration> maxAge,
        Optional<String> loginHint,
        Optional<String> domainHint,
        Optional<PersonId> hinted,
        List<String> acrValues,
        ClaimsAsked demands,
        List<String> uiLocales,
        Instant began,
        Optional<UUID> device) {

    /** How long somebody may take to sign in for it. */
    static final Duration LIFETIME = Duration.ofHours(1);

    public AuthorizationRequest {
        requireNonNull(id, "id");
        requireNonNull(client, "client");
        requireNonNull(applicationName, "applicationName");
        requireNonNull(redirectUri, "redirectUri");
        requireNonNull(responseMode, "responseMode");
        scopes = Set.copyOf(scopes);
        requireNonNull(state, "state");
        requireNonNull(nonce, "nonce");
        requireNonNull(codeChallenge, "codeChallenge");
        prompts = Set.copyOf(prompts);
        requireNonNull(maxAge, "maxAge");
        requireNonNull(loginHint, "loginHint");
        requireNonNull(domainHint, "domainHint");
        requireNonNull(hinted, "hinted");
        acrValues = List.copyOf(acrValues);
        requireNonNull(demands, "demands");
        uiLocales = List.copyOf(uiLocales);
        requireNonNull(began, "began");
        device = requireNonNullElse(device, Optional.empty()); // one kept by an earlier version has none
    }

    /** Whose application it is: the tenant that is entered. */
    public TenantId tenant() {
        return id.tenant();
    }

    /** Where the answer goes (OAuth 2.0 Multiple Response Types, Form Post Response Mode). */
    public enum ResponseMode {
        QUERY,
        FRAGMENT,
        FORM_POST
    }

    /** What the application wants the person to be shown. */
    public enum Prompt {
        NONE,
        LOGIN,
        /** An administrator has registered the application, and that was the consent. */
        CONSENT,
        SELECT_ACCOUNT
    }

    boolean silent() {
        return prompts.contains(Prompt.NONE);
    }

    /** Whether a session that is there already is left alone. */
    public boolean wantsFreshSignIn() {
        return prompts.contains(Prompt.LOGIN) || prompts.contains(Prompt.SELECT_ACCOUNT);
    }

    /** Whether a first factor that was proven then will do; one that was proven for this very request always does. */
    public boolean acceptsFirstFactorOf(Instant authTime, Instant now) {
        boolean youngEnough = !prompts.contains(Prompt.LOGIN)
                && maxAge.map(age -> !authTime.plus(age).isBefore(now)).orElse(true)
                && demands.notBefore().map(least -> !authTime.isBefore(least)).orElse(true);
        return youngEnough || !authTime.isBefore(began);
    }

    /** What it asks for beyond what the policies do. */
    Optional<Assurance> assurance() {
        return Assurance.asked(acrValues, demands.acrs());
    }

    /** What second factor has to be passed at home whatever the policies say: any for entering another tenant (D23, D16), or what is asked for. */
    public Optional<MfaDemand> demandedAt(TenantId home) {
        Optional<MfaDemand> asked = assurance().flatMap(Assurance::demand);
        return home.equals(tenant()) ? asked : asked.or(() -> Optional.of(MfaDemand.ANY));
    }

    /** Whether what was proven in a session is less than what is asked for. */
    boolean asksMoreThan(Session session) {
        return assurance()
                .filter(asked -> asked.compareTo(Assurance.of(session)) > 0)
                .isPresent();
    }

    /** Whether what was proven in a session is less than what is essential: any of the contexts that a claim names will do. */
    boolean unmetBy(Session session) {
        Assurance proven = Assurance.of(session);
        return !demands.acrs().isEmpty()
                && demands.acrs().stream().noneMatch(acr -> Assurance.asked(List.of(), List.of(acr))
                        .filter(asked -> asked.compareTo(proven) <= 0)
                        .isPresent());
    }

    @Override
    public String toString() {
        return "AuthorizationRequest[" + id + "]";
    }
}
