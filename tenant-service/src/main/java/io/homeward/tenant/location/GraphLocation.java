package io.homeward.tenant.location;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpRange;
import io.homeward.accessrules.place.LocationId;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A named location in Graph's JSON, read strictly, and what it means. Ranges are kept as they were written; bits behind the mask mean
 * nothing, as in Graph. A country of addresses that belong to none is {@code includeUnknownCountriesAndRegions}.
 */
public record GraphLocation(Kind kind, ObjectNode body) {
    private static final int NAME_LENGTH = 256;

    /** Graph's own bound. */
    static final int MOST_RANGES = 2000;

    /** A shorter mask would call a good part of the internet a place of the tenant's. */
    private static final int LEAST_BITS = 8;

    private static final Set<String> SHOWN_ONLY = Set.of("id", "createdDateTime", "modifiedDateTime");
    private static final Set<String> COUNTRIES = Stream.concat(
                    Stream.of(Locale.getISOCountries()), Stream.of("XK")) // Kosovo: user-assigned, and in use
            .collect(Collectors.toUnmodifiableSet());

    /** Graph's two types. */
    public enum Kind {
        IP("ipNamedLocation", Set.of("displayName", "isTrusted", "ipRanges")),
        COUNTRY(
                "countryNamedLocation",
                Set.of(
                        "displayName",
                        "countriesAndRegions",
                        "includeUnknownCountriesAndRegions",
                        "countryLookupMethod"));

        private final String type;

        @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
        private final Set<String> properties;

        Kind(String type, Set<String> properties) {
            this.type = type;
            this.properties = properties;
        }

        String type() {
            return type;
        }

        /** As bodies name it. */
        String qualified() {
            return "#microsoft.graph." + type;
        }
    }

    /** @throws Refusal {@link Fault#INVALID_LOCATION} */
    public static GraphLocation of(JsonNode sent) {
        GraphLocation read = read(sent);
        if (!PlainText.isLine(read.displayName())) {
            throw invalid("displayName has no control characters.");
        }
        return read;
    }

    private static GraphLocation read(JsonNode sent) {
        Kind kind = kind(sent);
        sent.fieldNames().forEachRemaining(field -> {
            if (!kind.properties.contains(field) && !SHOWN_ONLY.contains(field) && !field.contains("@odata.")) {
                throw invalid("The property '%s' does not exist on '%s'.".formatted(field, kind.type));
            }
        });
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String name = text(sent, "displayName").map(String::strip).orElse("");
        if (name.isEmpty() || name.length() > NAME_LENGTH) {
            throw invalid("displayName has 1 to %d characters.".formatted(NAME_LENGTH));
        }
        body.put("displayName", name);
        switch (kind) {
            case IP -> {
                body.put("isTrusted", flag(sent, "isTrusted"));
                body.set("ipRanges", ranges(sent.path("ipRanges")));
            }
            case COUNTRY -> country(sent, body);
        }
        return new GraphLocation(kind, body);
    }

    /**
     * The same with these properties replaced.
     *
     * @throws Refusal {@link Fault#INVALID_LOCATION}, also where the body does not say of which type it is, or names the other one
     */
    GraphLocation patched(JsonNode patch) {
        Kind named = kind(patch);
        if (named != kind) {
            throw invalid("This is a '%s' and stays one; '@odata.type' names it.".formatted(kind.type));
        }
        ObjectNode merged = body.deepCopy();
        patch.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
        return of(merged.put("@odata.type", kind.qualified()));
    }

    static GraphLocation kept(Kind kind, JsonNode body) {
        return read(((ObjectNode) body.deepCopy()).put("@odata.type", kind.qualified()));
    }

    /** With its type, as versions keep it. */
    ObjectNode typed() {
        return body.deepCopy().put("@odata.type", kind.qualified());
    }

    String displayName() {
        return body.path("displayName").asText();
    }

    boolean trusted() {
        return body.path("isTrusted").asBoolean(false);
    }

    /** What decisions read. */
    NamedLocation meaning(LocationId id) {
        return switch (kind) {
            case IP ->
                new NamedLocation.Ip(
                        id,
                        displayName(),
                        stream(body.path("ipRanges"))
                                .map(range ->
                                        IpRange.of(range.path("cidrAddress").asText()))
                                .toList(),
                        trusted());
            case COUNTRY ->
                new NamedLocation.Country(
                        id,
                        displayName(),
                        stream(body.path("countriesAndRegions"))
                                .map(code -> CountryCode.of(code.asText()))
                                .collect(Collectors.toUnmodifiableSet()),
                        body.path("includeUnknownCountriesAndRegions").asBoolean());
        };
    }

    private static Kind kind(JsonNode sent) {
        if (!sent.isObject()) {
            throw invalid("A named location is an object.");
        }
        String type = text(sent, "@odata.type").orElse("");
        String bare = type.replaceFirst("^#", "");
        return Stream.of(Kind.values())
                .filter(kind -> bare.equals("microsoft.graph." + kind.type))
                .findFirst()
                .orElseThrow(() -> invalid(
                        type.isEmpty()
                                ? "'@odata.type' says which it is: #microsoft.graph.ipNamedLocation or #microsoft.graph.countryNamedLocation."
                                : "'%s' is not a type of named location.".formatted(type)));
    }

    private static ArrayNode ranges(JsonNode sent) {
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST_RANGES) {
            throw invalid("'ipRanges' is a list of 1 to %d ranges.".formatted(MOST_RANGES));
        }
        ArrayNode ranges = JsonNodeFactory.instance.arrayNode();
        for (JsonNode range : sent) {
            String type = text(range, "@odata.type").orElse("").replaceFirst("^#", "");
            String cidr = text(range, "cidrAddress").orElse("");
            boolean v6 =
                    switch (type) {
                        case "microsoft.graph.iPv4CidrRange" -> false;
                        case "microsoft.graph.iPv6CidrRange" -> true;
                        default ->
                            throw invalid(
                                    "The '@odata.type' of a range is #microsoft.graph.iPv4CidrRange or #microsoft.graph.iPv6CidrRange, not '%s'."
                                            .formatted(type));
                    };
            IpRange read = Optional.of(cidr)
                    .filter(text -> text.contains("/"))
                    .flatMap(IpRange::parse)
                    .filter(one -> one.first().v6() == v6)
                    .orElseThrow(() ->
                            invalid("'%s' is no %s range in CIDR notation.".formatted(cidr, v6 ? "IPv6" : "IPv4")));
            if (read.bits() < LEAST_BITS) {
                throw invalid("'%s' is too large: a mask has at least %d bits.".formatted(cidr, LEAST_BITS));
            }
            ranges.addObject().put("@odata.type", "#" + type).put("cidrAddress", cidr);
        }
        return ranges;
    }

    private static void country(JsonNode sent, ObjectNode body) {
        String lookup = text(sent, "countryLookupMethod").orElse("clientIpAddress");
        switch (lookup) {
            case "clientIpAddress" -> body.put("countryLookupMethod", lookup);
            case "authenticatorAppGps" ->
                throw invalid(
                        "'authenticatorAppGps' is not evaluated by this installation: there is no such signal here.");
            default -> throw invalid("'%s' is not a value of 'countryLookupMethod'.".formatted(lookup));
        }
        boolean unknownToo = flag(sent, "includeUnknownCountriesAndRegions");
        var codes = new LinkedHashSet<String>();
        JsonNode list = sent.path("countriesAndRegions");
        if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
            throw invalid("'countriesAndRegions' is a list.");
        }
        stream(list).forEach(code -> {
            String upper = code.asText().toUpperCase(Locale.ROOT);
            if (!code.isTextual() || !COUNTRIES.contains(upper)) {
                throw invalid("'%s' is not a country or region of ISO 3166-1 alpha-2.".formatted(code.asText()));
            }
            codes.add(upper);
        });
        if (codes.isEmpty() && !unknownToo) {
            throw invalid("'countriesAndRegions' names at least one country.");
        }
        codes.forEach(body.putArray("countriesAndRegions")::add);
        body.put("includeUnknownCountriesAndRegions", unknownToo);
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

    private static boolean flag(JsonNode from, String field) {
        JsonNode value = from.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw invalid("'%s' is true or false.".formatted(field));
        }
        return value.booleanValue();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        return elements.stream();
    }

    static Refusal invalid(String reason) {
        return new Refusal(Fault.INVALID_LOCATION, reason, Optional.of(reason));
    }
}
