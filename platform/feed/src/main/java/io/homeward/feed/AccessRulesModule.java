package io.homeward.feed;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpRange;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Teaches Jackson the types of access-rules, which are plain Java and know nothing of JSON. */
@SuppressWarnings("serial")
final class AccessRulesModule extends SimpleModule {
    private static final String PACKAGE = TenantId.class.getPackageName();

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addSerializers(new Serializers.Base() {
            @Override
            public @Nullable JsonSerializer<?> findSerializer(
                    SerializationConfig config, JavaType type, BeanDescription description) {
                return isId(type.getRawClass()) ? new IdWriter() : null;
            }
        });
        context.addKeySerializers(new Serializers.Base() {
            @Override
            public @Nullable JsonSerializer<?> findSerializer(
                    SerializationConfig config, JavaType type, BeanDescription description) {
                return isId(type.getRawClass()) ? new IdKeyWriter() : null;
            }
        });
        context.addDeserializers(new Deserializers.Base() {
            @Override
            public @Nullable JsonDeserializer<?> findBeanDeserializer(
                    JavaType type, DeserializationConfig config, BeanDescription description) {
                return isId(type.getRawClass()) ? new IdReader(type.getRawClass()) : null;
            }
        });
        context.addKeyDeserializers(
                (type, config, description) -> isId(type.getRawClass()) ? new IdKeyReader(type.getRawClass()) : null);
        context.insertAnnotationIntrospector(new SealedTypes());
    }

    /** Ranges and countries are texts, as people write them. */
    AccessRulesModule() {
        addSerializer(IpRange.class, ToStringSerializer.instance);
        addDeserializer(IpRange.class, new TextReader<>(IpRange.class, IpRange::parse));
        addSerializer(CountryCode.class, ToStringSerializer.instance);
        addDeserializer(CountryCode.class, new TextReader<>(CountryCode.class, CountryCode::parse));
    }

    private static final class TextReader<T> extends JsonDeserializer<T> {
        private final Class<T> type;
        private final Function<String, Optional<T>> parse;

        TextReader(Class<T> type, Function<String, Optional<T>> parse) {
            this.type = type;
            this.parse = parse;
        }

        @Override
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString();
            Optional<T> read = text == null ? Optional.empty() : parse.apply(text);
            if (read.isEmpty()) {
                throw context.weirdStringException(text, type, "not of this form");
            }
            return read.get();
        }
    }

    private static boolean isOurs(Class<?> type) {
        String name = type.getPackageName();
        return name.equals(PACKAGE) || name.startsWith(PACKAGE + ".");
    }

    private static boolean isId(Class<?> type) {
        return type.isRecord()
                && isOurs(type)
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getType() == UUID.class;
    }

    private static Object id(Class<?> type, String text) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(UUID.class);
            return canonical.newInstance(UUID.fromString(text));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Not an id: " + type, e);
        }
    }

    private static final class IdWriter extends JsonSerializer<Object> {
        @Override
        public void serialize(Object id, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(id.toString());
        }
    }

    private static final class IdKeyWriter extends JsonSerializer<Object> {
        @Override
        public void serialize(Object id, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeFieldName(id.toString());
        }
    }

    private static final class IdReader extends JsonDeserializer<Object> {
        private final Class<?> type;

        IdReader(Class<?> type) {
            this.type = type;
        }

        @Override
        public @Nullable Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString();
            try {
                return id(type, text == null ? "" : text);
            } catch (IllegalArgumentException e) {
                return context.handleWeirdStringValue(type, text, "not a UUID");
            }
        }
    }

    private static final class IdKeyReader extends KeyDeserializer {
        private final Class<?> type;

        IdKeyReader(Class<?> type) {
            this.type = type;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            try {
                return id(type, key);
            } catch (IllegalArgumentException e) {
                return context.handleWeirdKey(type, key, "not a UUID");
            }
        }
    }

    /** A sealed interface names its alternatives itself; Jackson is told what the compiler knows. */
    private static final class SealedTypes extends NopAnnotationIntrospector {
        @Override
        public @Nullable TypeResolverBuilder<?> findTypeResolver(
                MapperConfig<?> config, AnnotatedClass annotated, JavaType type) {
            return root(type.getRawClass())
                    .map(root -> new StdTypeResolverBuilder()
                            .init(JsonTypeInfo.Id.NAME, null)
                            .inclusion(JsonTypeInfo.As.PROPERTY)
                            .typeProperty("type"))
                    .orElse(null);
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
            return root(annotated.getRawType()).map(SealedTypes::alternatives).orElse(null);
        }

        @Override
        public @Nullable String findTypeName(AnnotatedClass annotated) {
            Class<?> type = annotated.getRawType();
            return root(type).isPresent() ? type.getSimpleName() : null;
        }

        private static List<NamedType> alternatives(Class<?> root) {
            var named = new ArrayList<NamedType>();
            for (Class<?> alternative : root.getPermittedSubclasses()) {
                if (alternative.isSealed()) {
                    named.addAll(alternatives(alternative));
                } else {
                    named.add(new NamedType(alternative, alternative.getSimpleName()));
                }
            }
            return named;
        }

        private static Optional<Class<?>> root(Class<?> type) {
            if (!isOurs(type) || type.isEnum()) {
                return Optional.empty();
            }
            if (type.isInterface()) {
                return type.isSealed() ? Optional.of(type) : Optional.empty();
            }
            return Arrays.stream(type.getInterfaces())
                    .filter(up -> up.isSealed() && isOurs(up))
                    .<Class<?>>map(up -> up)
                    .findFirst();
        }
    }
}
