package io.homeward.gateway.entry;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.gateway.web.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;

/** The claims of a token whose signature has been found good. */
final class PublicClaims {
    private final String audience;
    private final Map<String, Object> claims;

    PublicClaims(String audience, JwtClaims claims) {
        this.audience = audience;
        this.claims = claims.getClaimsMap();
    }

    Verification read(TenantId issuer, Instant now, String fingerprint) {
        try {
            Instant issued = time("iat");
            Instant expires = time("exp");
            Instant notBefore = claims.containsKey("nbf") ? time("nbf") : issued;
            if (!audiences().equals(List.of(audience))) {
                return new Verification.Refused(
                        Fault.TOKEN_WRONG_AUDIENCE, "The access token's audience is not %s.".formatted(audience));
            }
            if (!now.isBefore(expires)) {
                return new Verification.Refused(
                        Fault.TOKEN_EXPIRED, "The access token expired at %s.".formatted(expires));
            }
            Instant latest = now.plus(EntrySettings.SKEW);
            if (issued.isAfter(latest) || notBefore.isAfter(latest)) {
                return new Verification.Refused(
                        Fault.TOKEN_NOT_YET_VALID, "The access token is valid from %s on.".formatted(notBefore));
            }
            if (Duration.between(issued, expires).compareTo(EntrySettings.LONGEST_LIFE) > 0) {
                return new Verification.Refused(Fault.TOKEN_NOT_YET_VALID, "No access token is issued for so long.");
            }
            text("jti");
            if (!TenantId.of(text("tid")).equals(issuer)) {
                throw new Unusable("tid");
            }
            return new Verification.Genuine(caller(issuer, expires), fingerprint);
        } catch (Unusable e) {
            return new Verification.Refused(
                    Fault.TOKEN_INCOMPLETE, "The claim %s is missing or unusable.".formatted(e.getMessage()));
        }
    }

    private PublicCaller caller(TenantId tenant, Instant expires) throws Unusable {
        return switch (text("idtyp")) {
            case "user" -> person(tenant, expires);
            case "app" -> application(tenant, expires);
            default -> throw new Unusable("idtyp");
        };
    }

    private PublicCaller person(TenantId tenant, Instant expires) throws Unusable {
        PersonId id = id("sub", PersonId::of);
        if (claims.containsKey("oid") && !id("oid", PersonId::of).equals(id)) {
            throw new Unusable("oid");
        }
        return new PublicCaller.Person(
                id,
                id("home_tid", TenantId::of),
                tenant,
                id("client_id", ApplicationId::of),
                id("sid", UUID::fromString),
                time("auth_time"),
                claims.containsKey("mfa_time") ? Optional.of(time("mfa_time")) : Optional.empty(),
                texts("amr"),
                new Epochs(number("se"), number("re")),
                flag("scored"),
                signInRisk(),
                "device_code".equals(claims.get("gty")),
                claims.containsKey("scope")
                        ? Arrays.stream(text("scope").split(" "))
                                .filter(each -> !each.isBlank())
                                .collect(Collectors.toUnmodifiableSet())
                        : Set.of(),
                actor(),
                expires);
    }

    private PublicCaller application(TenantId tenant, Instant expires) throws Unusable {
        ApplicationId id = id("client_id", ApplicationId::of);
        if (!id("sub", ApplicationId::of).equals(id)) {
            throw new Unusable("sub");
        }
        return new PublicCaller.Application(id, tenant, texts("roles"), actor(), expires);
    }

    /** A level this version does not know is an unknown risk, which lifts no restriction. */
    private Optional<RiskLevel> signInRisk() throws Unusable {
        return claims.containsKey("sign_in_risk") ? RiskLevel.ofWire(text("sign_in_risk")) : Optional.empty();
    }

    private Optional<String> actor() throws Unusable {
        if (!claims.containsKey("act")) {
            return Optional.empty();
        }
        if (claims.get("act") instanceof Map<?, ?> act && act.get("sub") instanceof String sub && !sub.isBlank()) {
            return Optional.of(sub);
        }
        throw new Unusable("act");
    }

    private List<?> audiences() {
        Object value = claims.get("aud");
        if (value instanceof List<?> many) {
            return many;
        }
        return value == null ? List.of() : List.of(value);
    }

    private String text(String claim) throws Unusable {
        if (claims.get(claim) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new Unusable(claim);
    }

    private Set<String> texts(String claim) throws Unusable {
        if (!claims.containsKey(claim)) {
            return Set.of();
        }
        if (claims.get(claim) instanceof Collection<?> many && many.stream().allMatch(String.class::isInstance)) {
            return many.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
        }
        throw new Unusable(claim);
    }

    private long number(String claim) throws Unusable {
        if (claims.get(claim) instanceof Number number) {
            return number.longValue();
        }
        throw new Unusable(claim);
    }

    private boolean flag(String claim) throws Unusable {
        if (claims.get(claim) instanceof Boolean flag) {
            return flag;
        }
        throw new Unusable(claim);
    }

    /** NumericDate; beyond what a calendar holds it is unusable, too. */
    private Instant time(String claim) throws Unusable {
        long seconds = number(claim);
        if (seconds < 0 || seconds > Integer.MAX_VALUE * 4L) {
            throw new Unusable(claim);
        }
        return Instant.ofEpochSecond(seconds);
    }

    private <T> T id(String claim, Function<String, T> of) throws Unusable {
        String text = text(claim);
        try {
            T id = of.apply(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new Unusable(claim);
        }
        throw new Unusable(claim);
    }

    /** Names the claim. Never leaves this class. */
    private static final class Unusable extends Exception {
        Unusable(String claim) {
            super(claim);
        }
    }
}
