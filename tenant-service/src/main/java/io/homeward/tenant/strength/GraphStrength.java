package io.homeward.tenant.strength;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.policy.StrengthBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A strength of the tenant's own making.
 *
 * @param combinations Graph's {@code authenticationMethodModes}, each a comma-joined set in Graph's order
 */
record GraphStrength(String displayName, Optional<String> description, List<String> combinations) {
    private static final int NAME_LENGTH = 30;
    private static final int DESCRIPTION_LENGTH = 100;
    private static final Set<String> OURS = Set.of(
            "id",
            "createdDateTime",
            "modifiedDateTime",
            "policyType",
            "requirementsSatisfied",
            "combinationConfigurations");

    /** Every combination that Graph knows and that is more than one factor. */
    static final Set<String> KNOWN = Set.of(
            "windowsHelloForBusiness",
            "fido2",
            "x509CertificateMultiFactor",
            "deviceBasedPush",
            "temporaryAccessPassOneTime",
            "temporaryAccessPassMultiUse",
            "password,microsoftAuthenticatorPush",
            "password,softwareOath",
            "password,hardwareOath",
            "password,x509CertificateSingleFactor",
            "password,x509CertificateMultiFactor",
            "password,sms",
            "password,voice",
            "federatedMultiFactor",
            "microsoftAuthenticatorPush,federatedSingleFactor",
            "softwareOath,federatedSingleFactor",
            "hardwareOath,federatedSingleFactor",
            "sms,federatedSingleFactor",
            "voice,federatedSingleFactor");

    GraphStrength {
        combinations = List.copyOf(combinations);
    }

    /** @throws Refusal {@link Fault#INVALID_STRENGTH} */
    static GraphStrength of(JsonNode sent) {
        if (!sent.isObject()) {
            throw invalid("An authentication strength is an object.");
        }
        sent.fieldNames().forEachRemaining(field -> {
            if (!Set.of("displayName", "description", "allowedCombinations").contains(field)
                    && !OURS.contains(field)
                    && !field.contains("@odata.")) {
                throw invalid("The property '%s' does not exist on 'authenticationStrengthPolicy'.".formatted(field));
            }
        });
        if (!sent.path("combinationConfigurations").isEmpty()) {
            throw invalid("'combinationConfigurations' is not evaluated by this installation.");
        }
        String name = text(sent, "displayName").map(String::strip).orElse("");
        if (name.isEmpty() || name.length() > NAME_LENGTH || !PlainText.isLine(name)) {
            throw invalid("displayName has 1 to %d characters, without control characters.".formatted(NAME_LENGTH));
        }
        Optional<String> description = text(sent, "description");
        if (description.map(String::length).orElse(0) > DESCRIPTION_LENGTH
                || !description.map(PlainText::areLines).orElse(true)) {
            throw invalid(
                    "description has at most %d characters, without control characters.".formatted(DESCRIPTION_LENGTH));
        }
        return new GraphStrength(name, description, combinations(sent.path("allowedCombinations")));
    }

    /** The same with these properties replaced; the combinations have an action of their own, as in Graph. */
    GraphStrength patched(JsonNode patch) {
        if (patch.has("allowedCombinations")) {
            throw invalid("Combinations are changed by the action updateAllowedCombinations.");
        }
        ObjectNode merged = json();
        patch.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
        return of(merged);
    }

    GraphStrength with(JsonNode allowed) {
        return new GraphStrength(displayName, description, combinations(allowed));
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("displayName", displayName);
        json.put("description", description.orElse(null));
        combinations.forEach(json.putArray("allowedCombinations")::add);
        return json;
    }

    private static List<String> combinations(JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            throw invalid("'allowedCombinations' is a list of at least one combination.");
        }
        var combinations = new LinkedHashSet<String>();
        for (JsonNode one : list) {
            String written = one.isTextual() ? one.asText() : "";
            combinations.add(KNOWN.stream()
                    .filter(known -> sameModes(known, written))
                    .findFirst()
                    .orElseThrow(() ->
                            invalid("'%s' is not a combination of authentication methods.".formatted(one.asText()))));
        }
        if (StrengthBook.kinds(combinations.toArray(String[]::new)).isEmpty()) {
            throw invalid("None of these combinations can be had in this installation, so nobody could pass.");
        }
        return new ArrayList<>(combinations);
    }

    private static boolean sameModes(String known, String written) {
        return modes(known).equals(modes(written));
    }

    private static Set<String> modes(String combination) {
        var modes = new LinkedHashSet<String>();
        Arrays.stream(combination.split(",", -1)).map(String::strip).forEach(modes::add);
        return modes;
    }

    private static Optional<String> text(JsonNode from, String field) {
        JsonNode value = from.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw invalid("'%s' is a text.".formatted(field));
        }
        return Optional.of(value.asText());
    }

    static Refusal invalid(String reason) {
        return new Refusal(Fault.INVALID_STRENGTH, reason, Optional.of(reason));
    }
}
