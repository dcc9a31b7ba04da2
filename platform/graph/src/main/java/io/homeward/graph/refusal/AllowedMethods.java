package io.homeward.graph.refusal;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be done at a path: the header {@code Allow} of a 405, which the framework leaves out. */
@Singleton
public class AllowedMethods {

    /** One method of one resource class. */
    private record Door(Pattern path, String method) {}

    private final BeanManager beans;
    private volatile @Nullable List<Door> doors;

    AllowedMethods(BeanManager beans) {
        this.beans = beans;
    }

    /** In alphabetical order with commas between them; empty where nothing can be done. */
    Optional<String> at(String path) {
        @Nullable List<Door> known = doors;
        if (known == null) {
            known = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .map(Bean::getBeanClass)
                    .distinct()
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(AllowedMethods::doors)
                    .toList();
            doors = known;
        }
        Set<String> methods = new TreeSet<>();
        for (Door door : known) {
            if (door.path.matcher(path).matches()) {
                methods.add(door.method);
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", methods));
    }

    private static Stream<Door> doors(Class<?> resource) {
        String root = resource.getAnnotation(Path.class).value();
        var doors = new ArrayList<Door>();
        for (Method method : resource.getMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                @Nullable HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (http != null) {
                    @Nullable Path below = method.getAnnotation(Path.class);
                    doors.add(new Door(pattern(root + "/" + (below == null ? "" : below.value())), http.value()));
                }
            }
        }
        return doors.stream();
    }

    /** {@code a/{id}/{ref:x|y}} as a regular expression; slashes too many, and one at the end, do not matter. */
    static Pattern pattern(String template) {
        var regex = new StringBuilder();
        var literal = new StringBuilder("/");
        int at = 0;
        while (at < template.length()) {
            if (template.charAt(at) != '{') {
                literal.append(template.charAt(at++));
                continue;
            }
            int end = closing(template, at);
            String inner = template.substring(at + 1, end);
            int colon = inner.indexOf(':');
            regex.append(quoted(literal))
                    .append(
                            colon < 0
                                    ? "[^/]+"
                                    : "(?:" + inner.substring(colon + 1).strip() + ")");
            at = end + 1;
        }
        String last = quoted(literal.append('/'));
        return Pattern.compile(regex + last.substring(0, last.length() - "/\\E".length()) + "\\E/*");
    }

    private static String quoted(StringBuilder literal) {
        String text = literal.toString().replaceAll("/+", "/");
        literal.setLength(0);
        return Pattern.quote(text);
    }

    private static int closing(String template, int open) {
        int depth = 0;
        for (int i = open; i < template.length(); i++) {
            depth += template.charAt(i) == '{' ? 1 : template.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("A brace is not closed in " + template);
    }
}
