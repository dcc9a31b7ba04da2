package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.policy.DeviceFilter;
import io.homeward.accessrules.policy.Locations;
import io.homeward.accessrules.policy.Platforms;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** From where and with what: Graph's {@code locations}, {@code platforms} and {@code devices}. */
final class PolicyPlaces {
    private static final String ALL = "All";
    private static final String ALL_TRUSTED = "AllTrusted";
    private static final Set<String> LOCATION_WORDS = Set.of(ALL, ALL_TRUSTED);
    private static final String EVERY_PLATFORM = "all";
    /** In Microsoft's cloud: the addresses of an older product that is not here. */
    private static final String MFA_TRUSTED_IPS = "00000000-0000-0000-0000-000000000000";

    private static final Set<String> DEVICES_NOT_EVALUATED =
            Set.of("includeDevices", "excludeDevices", "includeDeviceStates", "excludeDeviceStates");
    private static final int LONGEST_RULE = 3072;

    private PolicyPlaces() {}

    static ObjectNode storedLocations(PolicyJson sent) {
        return lists(sent, "includeLocations", "excludeLocations");
    }

    static ObjectNode storedPlatforms(PolicyJson sent) {
        return lists(sent, "includePlatforms", "excludePlatforms");
    }

    private static ObjectNode lists(PolicyJson sent, String include, String exclude) {
        sent.only(Set.of(include, exclude), Set.of());
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.set(include, sent.list(include));
        stored.set(exclude, sent.list(exclude));
        return stored;
    }

    static ObjectNode storedDevices(PolicyJson sent) {
        sent.only(Set.of("deviceFilter"), DEVICES_NOT_EVALUATED).without(DEVICES_NOT_EVALUATED);
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.set(
                "deviceFilter",
                sent.child("deviceFilter")
                        .map(filter -> {
                            filter.only(Set.of("mode", "rule"), Set.of());
                            return JsonNodeFactory.instance
                                    .objectNode()
                                    .put("mode", filter.text("mode").orElse(""))
                                    .put("rule", filter.text("rule").orElse(""));
                        })
                        .orElse(null));
        return stored;
    }

    static Locations locations(PolicyJson json) {
        if (json.texts("includeLocations").isEmpty()) {
            throw GraphPolicy.invalid("'includeLocations' names All, AllTrusted or named locations.");
        }
        return new Locations(places(json, "includeLocations"), places(json, "excludeLocations"));
    }

    private static Locations.Places places(PolicyJson json, String field) {
        List<String> named = json.texts(field);
        if (named.contains(MFA_TRUSTED_IPS)) {
            throw GraphPolicy.invalid(
                    "'%s' in '%s' stands for trusted addresses of another product; name AllTrusted or a location."
                            .formatted(MFA_TRUSTED_IPS, field));
        }
        if (field.startsWith("exclude") && named.contains(ALL)) {
            throw GraphPolicy.unknown(field, ALL);
        }
        return new Locations.Places(
                named.contains(ALL),
                named.contains(ALL_TRUSTED),
                Set.copyOf(json.ids(field, LOCATION_WORDS, LocationId::new)));
    }

    static Platforms platforms(PolicyJson json) {
        List<String> included = json.texts("includePlatforms");
        if (included.isEmpty()) {
            throw GraphPolicy.invalid("'includePlatforms' names all or platforms.");
        }
        return new Platforms(
                included.contains(EVERY_PLATFORM),
                platforms(json, "includePlatforms", true),
                platforms(json, "excludePlatforms", false));
    }

    private static Set<Platform> platforms(PolicyJson json, String field, boolean allToo) {
        return json.texts(field).stream()
                .filter(text -> !(allToo && text.equals(EVERY_PLATFORM)))
                .map(text -> Platform.ofWire(text).orElseThrow(() -> GraphPolicy.unknown(field, text)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Kept as it is written. There is no signal about devices here, so decisions take it for unknown. */
    static Optional<DeviceFilter> devices(PolicyJson json) {
        return json.child("deviceFilter").map(filter -> {
            String mode = filter.text("mode").orElse("");
            String rule = filter.text("rule").orElse("");
            if (rule.isBlank() || rule.length() > LONGEST_RULE) {
                throw GraphPolicy.invalid(
                        "The 'rule' of a 'deviceFilter' has 1 to %d characters.".formatted(LONGEST_RULE));
            }
            return new DeviceFilter(
                    switch (mode) {
                        case "include" -> DeviceFilter.Mode.INCLUDE;
                        case "exclude" -> DeviceFilter.Mode.EXCLUDE;
                        default -> throw GraphPolicy.unknown("mode", mode);
                    },
                    rule);
        });
    }
}
