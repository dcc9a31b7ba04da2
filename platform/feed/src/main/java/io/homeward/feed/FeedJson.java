package io.homeward.feed;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How records are written in feeds. It is a contract between releases of different services, so it never follows the web layer's mapper.
 *
 * <ul>
 *   <li>A record is an object of its components; methods such as {@code isX()} add nothing.
 *   <li>Times are ISO-8601 texts, enums their names, an empty {@link java.util.Optional} is null.
 *   <li>An id of {@code io.homeward.accessrules} and below (a record around one UUID) is its text, also as key of a map; so are a range of addresses and a country.
 *   <li>A sealed interface of these packages is an object with its alternative's simple name in {@code type}.
 *   <li>When reading, unknown properties are ignored and an absent or null collection is empty: writers may be newer or older.
 *   <li>An absent number or boolean is refused, since 0 would be a guess: what is added later to a record is {@code Optional} or a collection.
 * </ul>
 */
public final class FeedJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new AccessRulesModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .withConfigOverride(Collection.class, FeedJson::emptyForNull)
            .withConfigOverride(List.class, FeedJson::emptyForNull)
            .withConfigOverride(Set.class, FeedJson::emptyForNull)
            .withConfigOverride(Map.class, FeedJson::emptyForNull)
            .build();

    private FeedJson() {}

    /** The one mapper for bodies of feeds. Do not configure it further. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    private static void emptyForNull(MutableConfigOverride override) {
        override.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }
}
