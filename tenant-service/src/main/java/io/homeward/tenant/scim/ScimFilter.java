package io.homeward.tenant.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filter (RFC 7644, section 3.4.2.2) in the database's words. Every value becomes a parameter; only declared expressions become text.
 *
 * @param condition over the tables of the resource's query
 */
record ScimFilter(String condition, Map<String, Object> bindings) {
    private static final int LONGEST = 2_000;

    static final ScimFilter ALL = new ScimFilter("true", Map.of());

    /** What an attribute is compared as. */
    enum Kind {
        TEXT,
        /** The expression is in lower case already, and says absence with the empty text. */
        CASELESS_TEXT,
        FLAG,
        ID
    }

    record Attribute(Kind kind, String sql) {

        /** Null where it is absent; the column itself, which an index answers, where that makes no difference. */
        private String nullable() {
            return kind == Kind.CASELESS_TEXT ? "nullif(" + sql + ", '')" : sql;
        }
    }

    /**
     * @param attributes by their paths in lower case, without the conditions of values
     * @throws io.homeward.graph.refusal.GraphRefusal {@code invalidFilter}
     */
    static ScimFilter of(@Nullable String text, Map<String, Attribute> attributes) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        if (text.length() > LONGEST) {
            throw ScimRefusals.invalidFilter("A filter has at most %d characters.".formatted(LONGEST));
        }
        var bindings = new LinkedHashMap<String, Object>();
        return new ScimFilter(new Writer(attributes, bindings).condition(read(text)), bindings);
    }

    private static Filter read(String text) {
        try {
            return Filter.fromString(text);
        } catch (ScimException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ScimRefusals.invalidFilter("The filter is not understood: " + text);
        }
    }

    private record Writer(Map<String, Attribute> attributes, Map<String, Object> bindings) {

        String condition(Filter filter) {
            FilterType type = filter.getFilterType();
            if (type == FilterType.AND || type == FilterType.OR) {
                return filter.getCombinedFilters().stream()
                        .map(this::condition)
                        .collect(Collectors.joining(type == FilterType.AND ? " and " : " or ", "(", ")"));
            }
            if (type == FilterType.NOT) {
                // What is absent is not equal, so its negation is true.
                return "((" + condition(filter.getInvertedFilter()) + ") is not true)";
            }
            Attribute attribute = attribute(filter);
            if (type == FilterType.PRESENT) {
                return "(" + attribute.nullable() + ") is not null";
            }
            return comparison(type, attribute, filter.getComparisonValue());
        }

        private Attribute attribute(Filter filter) {
            if (filter.isComplexValueFilter()) {
                throw ScimRefusals.invalidFilter("Conditions of values are understood before a dot only.");
            }
            String path = filter.getAttributePath().withoutFilters().toString().toLowerCase(Locale.ROOT);
            int name = path.startsWith("urn:") ? path.lastIndexOf(':') + 1 : 0;
            @Nullable Attribute attribute = attributes.get(path.substring(name));
            if (attribute == null) {
                throw ScimRefusals.invalidFilter("'%s' cannot be filtered by.".formatted(path));
            }
            return attribute;
        }

        private String comparison(FilterType type, Attribute attribute, JsonNode value) {
            if (value.isNull()) {
                return switch (type) {
                    case EQUAL -> "(" + attribute.nullable() + ") is null";
                    case NOT_EQUAL -> "(" + attribute.nullable() + ") is not null";
                    default -> throw unsupported(type);
                };
            }
            return switch (attribute.kind()) {
                case TEXT -> text(type, attribute.sql(), words(value));
                case CASELESS_TEXT -> caselessText(type, attribute, words(value).toLowerCase(Locale.ROOT));
                case FLAG -> same(type, attribute.sql(), flag(value));
                case ID -> id(type, attribute.sql(), words(value));
            };
        }

        private String caselessText(FilterType type, Attribute attribute, String value) {
            return text(type, value.isEmpty() ? attribute.nullable() : attribute.sql(), value);
        }

        private String text(FilterType type, String sql, String value) {
            if (value.indexOf('\0') >= 0) {
                return type == FilterType.NOT_EQUAL ? "true" : "false"; // nothing has that in it
            }
            return switch (type) {
                case EQUAL, NOT_EQUAL -> same(type, sql, value);
                case STARTS_WITH -> "starts_with(" + sql + ", " + bind(value) + ")";
                case ENDS_WITH -> {
                    String end = bind(value);
                    yield "right(%s, length(%s)) = %s".formatted(sql, end, end);
                }
                case CONTAINS -> "position(" + bind(value) + " in " + sql + ") > 0";
                default -> throw unsupported(type);
            };
        }

        private String id(FilterType type, String sql, String value) {
            try {
                return same(type, sql, UUID.fromString(value));
            } catch (IllegalArgumentException e) {
                return type == FilterType.NOT_EQUAL ? "true" : "false"; // nobody's id
            }
        }

        private String same(FilterType type, String sql, Object value) {
            return switch (type) {
                case EQUAL -> sql + " = " + bind(value);
                case NOT_EQUAL -> sql + " is distinct from " + bind(value);
                default -> throw unsupported(type);
            };
        }

        private static boolean flag(JsonNode value) {
            String text = value.asText().toLowerCase(Locale.ROOT);
            if (!text.equals("true") && !text.equals("false")) {
                throw ScimRefusals.invalidFilter("A flag is compared with true or false.");
            }
            return Boolean.parseBoolean(text);
        }

        private static String words(JsonNode value) {
            if (!value.isTextual()) {
                throw ScimRefusals.invalidFilter("A text is compared with a text.");
            }
            return value.asText();
        }

        private static RuntimeException unsupported(FilterType type) {
            return ScimRefusals.invalidFilter("'%s' is not understood for this attribute.".formatted(type));
        }

        private String bind(Object value) {
            String name = "scim" + (bindings.size() + 1);
            bindings.put(name, value);
            return ":" + name;
        }
    }
}
