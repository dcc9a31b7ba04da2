package io.homeward.tenant.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.ExternalKind;
import io.homeward.accessrules.policy.Subject;
import io.homeward.accessrules.policy.UserAction;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.tenant.policy.GraphPolicy;
import io.homeward.tenant.policy.PolicyJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A sign-in that is asked about, in Graph's words: {@code signInIdentity}, {@code signInContext}, {@code signInConditions}. What is not said
 * stays unknown, so an answer can be {@code notEnoughInformation}; {@code none} and {@code all} have to be said.
 *
 * @param person a user of the tenant; empty for somebody from outside whom the directory does not have
 * @param external how he comes from outside, where that is said
 * @param applications those asked about; empty where it is about an action, or none was named
 */
record Question(
        Optional<PersonId> person,
        Optional<Subject.External> external,
        List<ApplicationId> applications,
        Optional<UserAction> action,
        Optional<RiskLevel> userRisk,
        Optional<RiskLevel> signInRisk,
        Optional<ClientAppType> client,
        Optional<GrantKind> grant,
        Surroundings surroundings,
        boolean appliedPoliciesOnly) {
    private static final int MOST_APPLICATIONS = 10;
    private static final String PREFIX = "#microsoft.graph.";

    /** @throws io.homeward.tenant.Refusal (400) naming what is not understood */
    static Question of(JsonNode body) {
        PolicyJson json = PolicyJson.object(body, "evaluate")
                .only(Set.of("signInIdentity", "signInContext", "signInConditions", "appliedPoliciesOnly"), Set.of());
        PolicyJson identity = required(json, "signInIdentity");
        PolicyJson context = required(json, "signInContext");
        PolicyJson conditions = json.child("signInConditions")
                .orElseGet(() -> PolicyJson.object(JsonNodeFactory.instance.objectNode(), "signInConditions"));
        String type = type(context);
        boolean application = type.equals("applicationContext");
        if (!application && !type.equals("userActionContext")) {
            throw type.equals("authContext")
                    ? GraphPolicy.notEvaluated("authContext")
                    : GraphPolicy.unknown("signInContext", type);
        }
        return new Question(
                person(identity),
                external(identity),
                application ? applications(context) : List.of(),
                application ? Optional.empty() : Optional.of(action(context)),
                level(conditions, "userRiskLevel"),
                level(conditions, "signInRiskLevel"),
                conditions
                        .text("clientAppType")
                        .map(text -> ClientAppType.ofWire(text)
                                .orElseThrow(() -> GraphPolicy.unknown("clientAppType", text)))
                        .filter(client -> client != ClientAppType.ALL),
                conditions.child("authenticationFlow").flatMap(Question::grant),
                surroundings(conditions),
                json.node("appliedPoliciesOnly").asBoolean(false));
    }

    Circumstances circumstances(Subject subject, Optional<ApplicationId> application) {
        return new Circumstances(subject, application, client, userRisk, signInRisk, grant, surroundings, action);
    }

    private static PolicyJson required(PolicyJson json, String field) {
        return json.child(field).orElseThrow(() -> GraphPolicy.invalid("'%s' is required.".formatted(field)));
    }

    private static String type(PolicyJson json) {
        return json.text("@odata.type").orElse("").replaceFirst("^" + PREFIX, "");
    }

    private static Optional<PersonId> person(PolicyJson identity) {
        String type = type(identity);
        if (!type.equals("userSignIn")) {
            throw type.equals("servicePrincipalSignIn")
                    ? GraphPolicy.notEvaluated("servicePrincipalSignIn")
                    : GraphPolicy.unknown("signInIdentity", type);
        }
        Optional<PersonId> person = identity.text("userId").map(text -> new PersonId(id("userId", text)));
        if (person.isEmpty() && identity.text("externalUserType").isEmpty()) {
            throw GraphPolicy.invalid("A 'userSignIn' names a 'userId', or an 'externalUserType'.");
        }
        return person;
    }

    private static Optional<Subject.External> external(PolicyJson identity) {
        return identity.text("externalUserType")
                .map(text -> ExternalKind.ofWire(text).orElseThrow(() -> GraphPolicy.unknown("externalUserType", text)))
                .map(kind -> new Subject.External(
                        kind,
                        new TenantId(identity.text("externalTenantId")
                                .map(text -> id("externalTenantId", text))
                                .orElse(new UUID(0, 0)))));
    }

    private static List<ApplicationId> applications(PolicyJson context) {
        List<String> named = context.texts("includeApplications");
        if (named.size() > MOST_APPLICATIONS) {
            throw GraphPolicy.invalid("At most %d 'includeApplications' at once.".formatted(MOST_APPLICATIONS));
        }
        return named.stream()
                .filter(text -> !text.equals("All") && !text.equals("None"))
                .map(text -> new ApplicationId(id("includeApplications", text)))
                .toList();
    }

    private static UserAction action(PolicyJson context) {
        String action = context.text("userAction").orElse("");
        return switch (action) {
            case "registerSecurityInformation" -> UserAction.REGISTER_SECURITY_INFO;
            case "registerOrJoinDevices" -> UserAction.REGISTER_DEVICE;
            default -> throw GraphPolicy.unknown("userAction", action);
        };
    }

    private static Optional<RiskLevel> level(PolicyJson conditions, String field) {
        return conditions.text(field).map(text -> RiskLevel.ofWire(text)
                .orElseThrow(() -> GraphPolicy.unknown(field, text)));
    }

    private static Optional<GrantKind> grant(PolicyJson flow) {
        String method = flow.text("transferMethod").orElse("none");
        return switch (method) {
            case "none" -> Optional.of(GrantKind.INTERACTIVE);
            case "deviceCodeFlow" -> Optional.of(GrantKind.DEVICE_CODE);
            case "authenticationTransfer" -> throw GraphPolicy.notEvaluated("authenticationTransfer");
            default -> throw GraphPolicy.unknown("transferMethod", method);
        };
    }

    private static Surroundings surroundings(PolicyJson conditions) {
        return new Surroundings(
                new Origin(
                        conditions.text("ipAddress").map(text -> IpAddress.parse(text)
                                .orElseThrow(() -> GraphPolicy.unknown("ipAddress", text))),
                        conditions.text("country").map(text -> CountryCode.parse(text)
                                .orElseThrow(() -> GraphPolicy.unknown("country", text)))),
                conditions
                        .text("devicePlatform")
                        .filter(text -> !text.equals("all"))
                        .map(text ->
                                Platform.ofWire(text).orElseThrow(() -> GraphPolicy.unknown("devicePlatform", text))),
                Optional.empty());
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw GraphPolicy.unknown(field, text);
        }
    }
}
