package io.homeward.remediation.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The two ceremonies of WebAuthn (Level 3, sections 7.1 and 7.2): what the browser is asked for, and whether what came back holds. The relying
 * party is the host of the edge; the origin is the edge's.
 *
 * <p>The person is always to be verified by his device (UV), at registration and at every use: so a passkey is two factors by itself, and needs
 * no password beside it (NIST SP 800-63B-4 section 3.1.7). Attestation is not asked for; one that comes all the same is kept and nothing is
 * concluded from it.
 */
@Singleton
class WebAuthn {
    /** As long as a flow lives. */
    private static final int TIMEOUT_MILLIS = 300_000;

    /** A response is a few kilobytes; with an attestation some more. */
    private static final int LONGEST_MEMBER = 20_000;

    private static final Set<String> TRANSPORTS = Set.of("usb", "nfc", "ble", "smart-card", "hybrid", "internal");
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]*");

    /** In the order of preference: ES256, EdDSA, RS256. */
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    private final ObjectConverter converter = new ObjectConverter();
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final String relyingParty;
    private final Origin origin;

    @Inject
    WebAuthn(@ConfigProperty(name = "homeward.edge.url") URI edge) {
        relyingParty = edge.getHost();
        origin = Origin.create(
                edge.getScheme() + "://" + edge.getHost() + (edge.getPort() < 0 ? "" : ":" + edge.getPort()));
    }

    /**
     * {@code PublicKeyCredentialRequestOptionsJSON}.
     *
     * @param allowed ids of the credentials that will do; empty where the authenticator is to offer those it has
     */
    Map<String, Object> requestOptions(String challenge, List<String> allowed) {
        return Map.of(
                "challenge",
                challenge,
                "timeout",
                TIMEOUT_MILLIS,
                "rpId",
                relyingParty,
                "allowCredentials",
                descriptors(allowed),
                "userVerification",
                "required");
    }

    /**
     * {@code PublicKeyCredentialCreationOptionsJSON}.
     *
     * @param userHandle base64url
     * @param name what the authenticator shows its owner
     * @param excluded ids of the credentials the person has
     */
    Map<String, Object> creationOptions(String challenge, String userHandle, String name, List<String> excluded) {
        return Map.of(
                "rp",
                Map.of("id", relyingParty, "name", "Homeward"),
                "user",
                Map.of("id", userHandle, "name", name, "displayName", name),
                "challenge",
                challenge,
                "pubKeyCredParams",
                ALGORITHMS.stream()
                        .map(algorithm -> Map.of("type", "public-key", "alg", algorithm.getValue()))
                        .toList(),
                "timeout",
                TIMEOUT_MILLIS,
                "excludeCredentials",
                descriptors(excluded),
                "authenticatorSelection",
                Map.of("residentKey", "preferred", "requireResidentKey", false, "userVerification", "required"),
                "attestation",
                "none",
                "extensions",
                Map.of("credProps", true));
    }

    private static List<Map<String, String>> descriptors(List<String> ids) {
        return ids.stream().map(id -> Map.of("type", "public-key", "id", id)).toList();
    }

    /**
     * A credential that was made; bytes as base64url.
     *
     * @param credential its attested credential data: model, id and public key
     * @param attestation the attestation object as it came, where it has a statement
     */
    record Made(
            String credentialId,
            String credential,
            UUID model,
            long signCount,
            boolean backupEligible,
            boolean backedUp,
            List<String> transports,
            String attestationFormat,
            @Nullable String attestation) {}

    /** @return empty where it does not hold, for whatever reason */
    Optional<Made> made(JsonNode response, String challenge) {
        try {
            byte[] attestation = bytes(response.path("response"), "attestationObject");
            var transports = transports(response.path("response").path("transports"));
            var request = new RegistrationRequest(
                    attestation, bytes(response.path("response"), "clientDataJSON"), Set.copyOf(transports));
            var parameters = new RegistrationParameters(server(challenge), parameters(), true, true);
            var data = manager.verify(request, parameters);
            var object = data.getAttestationObject();
            var authenticator = object.getAuthenticatorData();
            var attested = authenticator.getAttestedCredentialData();
            return Optional.of(new Made(
                    encoded(attested.getCredentialId()),
                    encoded(credentials.convert(attested)),
                    attested.getAaguid().getValue(),
                    authenticator.getSignCount(),
                    authenticator.isFlagBE(),
                    authenticator.isFlagBS(),
                    transports,
                    object.getFormat(),
                    object.getFormat().equals(NoneAttestationStatement.FORMAT) ? null : encoded(attestation)));
        } catch (WebAuthnException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What an authenticator presents. */
    record Presented(String credentialId, Optional<String> userHandle, JsonNode response) {}

    /** @return empty where it is nothing of the kind */
    Optional<Presented> presented(JsonNode credential) {
        try {
            bytes(credential, "id");
            JsonNode handle = credential.path("response").path("userHandle");
            return Optional.of(new Presented(
                    credential.path("id").asText(),
                    handle.isTextual() && !handle.asText().isEmpty() ? Optional.of(handle.asText()) : Optional.empty(),
                    credential.path("response")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What is kept of a credential, its attested credential data as base64url. */
    record Kept(String credential, long signCount, boolean backupEligible, boolean backedUp) {}

    /** What a signature came to. */
    sealed interface Signature {
        record Holds(long signCount, boolean backedUp) implements Signature {}

        /** It holds, and its counter is not beyond the one kept: there are two of this authenticator. */
        record CounterWentBack() implements Signature {}

        record Fails() implements Signature {}
    }

    Signature verify(Presented presented, Kept kept, String challenge) {
        try {
            var request = new AuthenticationRequest(
                    decoded(presented.credentialId()),
                    presented.userHandle().map(WebAuthn::decoded).orElse(null),
                    bytes(presented.response(), "authenticatorData"),
                    bytes(presented.response(), "clientDataJSON"),
                    bytes(presented.response(), "signature"));
            AuthenticationData data = manager.verify(
                    request,
                    new AuthenticationParameters(
                            server(challenge), record(kept), List.of(decoded(presented.credentialId())), true, true));
            var authenticator = data.getAuthenticatorData();
            return authenticator == null
                    ? new Signature.Fails()
                    : new Signature.Holds(authenticator.getSignCount(), authenticator.isFlagBS());
        } catch (MaliciousCounterValueException e) {
            return new Signature.CounterWentBack();
        } catch (WebAuthnException | IllegalArgumentException e) {
            return new Signature.Fails();
        }
    }

    private CredentialRecordImpl record(Kept kept) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                kept.backupEligible(),
                kept.backedUp(),
                kept.signCount(),
                credentials.convert(decoded(kept.credential())),
                null,
                null,
                null,
                null);
    }

    /** @throws IllegalArgumentException for a flow that has no challenge: nothing signs an empty one */
    private ServerProperty server(String challenge) {
        if (challenge.isBlank()) {
            throw new IllegalArgumentException("no challenge");
        }
        return ServerProperty.builder()
                .origin(origin)
                .rpId(relyingParty)
                .challenge(new DefaultChallenge(decoded(challenge)))
                .build();
    }

    private static List<PublicKeyCredentialParameters> parameters() {
        return ALGORITHMS.stream()
                .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                .toList();
    }

    /** Known ones only: they are hints for the browser, kept as they came. */
    private static List<String> transports(JsonNode given) {
        var transports = new ArrayList<String>();
        for (JsonNode each : given) {
            if (TRANSPORTS.contains(each.asText()) && !transports.contains(each.asText())) {
                transports.add(each.asText());
            }
        }
        return transports;
    }

    private static byte[] bytes(JsonNode object, String member) {
        JsonNode value = object.path(member);
        if (!value.isTextual() || value.asText().isEmpty() || value.asText().length() > LONGEST_MEMBER) {
            throw new IllegalArgumentException(member);
        }
        return decoded(value.asText());
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws IllegalArgumentException where it is no base64url */
    static byte[] decoded(String text) {
        if (!BASE64URL.matcher(text).matches()) {
            throw new IllegalArgumentException("not base64url");
        }
        return Base64.getUrlDecoder().decode(text);
    }
}
