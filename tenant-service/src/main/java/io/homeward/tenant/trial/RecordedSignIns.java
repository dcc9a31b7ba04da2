package io.homeward.tenant.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.review.DryRun;
import io.homeward.accessrules.review.Hypothetical;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Recorded sign-ins in the words of decisions. What was not recorded stays unknown, and lifts nothing. */
final class RecordedSignIns {
    private RecordedSignIns() {}

    static PersonId person(JsonNode fact) {
        return new PersonId(UUID.fromString(fact.path("person").asText()));
    }

    static DryRun.Fact signIn(JsonNode fact, Subject subject) {
        return DryRun.Fact.recorded(
                Instant.parse(fact.path("at").asText()),
                Hypothetical.of(new Circumstances(
                        subject,
                        text(fact, "application").flatMap(RecordedSignIns::application),
                        text(fact, "client").flatMap(RecordedSignIns::client),
                        RiskLevel.ofWire(fact.path("userLevel").asText()),
                        RiskLevel.ofWire(fact.path("level").asText()),
                        Optional.of(
                                fact.path("interactive").asBoolean(true) ? GrantKind.INTERACTIVE : GrantKind.REFRESH),
                        new Surroundings(
                                new Origin(
                                        text(fact, "ip").flatMap(IpAddress::parse),
                                        text(fact, "country").flatMap(CountryCode::parse)),
                                platform(fact),
                                Optional.empty()),
                        Optional.empty())));
    }

    /** What somebody at risk would meet if he signed in now; from where and with what is not known. */
    static DryRun.Fact riskyNow(JsonNode atRisk, Subject subject, Instant now) {
        return DryRun.Fact.riskyNow(
                now,
                Hypothetical.of(new Circumstances(
                        subject,
                        Optional.empty(),
                        Optional.empty(),
                        RiskLevel.ofWire(atRisk.path("level").asText()),
                        Optional.of(RiskLevel.NONE),
                        Optional.of(GrantKind.INTERACTIVE),
                        Surroundings.UNKNOWN,
                        Optional.empty())));
    }

    private static Optional<ApplicationId> application(String text) {
        try {
            return Optional.of(new ApplicationId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Graph's {@code clientAppUsed} is written for people: "Mobile Apps and Desktop clients". */
    private static Optional<ClientAppType> client(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "browser" -> Optional.of(ClientAppType.BROWSER);
            case "mobile apps and desktop clients", "mobileappsanddesktopclients" ->
                Optional.of(ClientAppType.MOBILE_APPS_AND_DESKTOP_CLIENTS);
            case "exchange activesync", "exchangeactivesync" -> Optional.of(ClientAppType.EXCHANGE_ACTIVE_SYNC);
            default -> Optional.of(ClientAppType.OTHER);
        };
    }

    private static Optional<Platform> platform(JsonNode fact) {
        Optional<Platform> named = text(fact, "operatingSystem")
                .flatMap(system -> Platform.ofWire(system).or(() -> Platform.ofUserAgent(system)));
        return named.or(() -> text(fact, "userAgent").flatMap(Platform::ofUserAgent));
    }

    private static Optional<String> text(JsonNode from, String field) {
        return Optional.of(from.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
