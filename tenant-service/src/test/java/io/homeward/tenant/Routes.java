package io.homeward.tenant;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import io.homeward.graph.GraphPath;
import io.homeward.testsupport.HouseRules;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestHeader;

/** Every route of this service, as its resources say: a new one is found by itself. */
public final class Routes {
    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);
    private static final Set<Class<? extends Annotation>> BESIDE_THE_BODY =
            Set.of(PathParam.class, QueryParam.class, RestHeader.class);
    private static final Pattern SEGMENT = Pattern.compile("\\{(\\w+)(?::([^{}]*))?}");

    private Routes() {}

    /**
     * One of them.
     *
     * @param path as the resource writes it, below {@code /v1.0} where it is Graph's
     * @param reads whether it takes a body
     * @param changesNothing why it leaves nothing in the audit trail, where it says so; else empty
     */
    public record Route(String method, String path, boolean reads, String changesNothing) implements Comparable<Route> {

        /** A path that leads there, about something of this id. */
        public String about(String id) {
            return SEGMENT.matcher(path)
                    .replaceAll(segment ->
                            Matcher.quoteReplacement(segment.group(2) == null ? id : example(segment.group(2))));
        }

        public boolean changes() {
            return !method.equals("GET");
        }

        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public static Set<Route> all() {
        var found = new TreeSet<Route>();
        for (JavaClass type : HouseRules.mainClasses("io.homeward.tenant")) {
            if (type.isAnnotatedWith(Path.class)) {
                type.getMethods().forEach(method -> METHODS.stream()
                        .filter(method::isAnnotatedWith)
                        .forEach(verb -> found.add(route(verb.getSimpleName(), type, method))));
            }
        }
        return found;
    }

    private static Route route(String verb, JavaClass type, JavaMethod method) {
        boolean reads = !verb.equals("GET") && method.getParameters().stream().anyMatch(Routes::isBody);
        String why = method.isAnnotatedWith(ChangesNothing.class)
                ? method.getAnnotationOfType(ChangesNothing.class).value()
                : "";
        return new Route(verb, path(type, method), reads, why);
    }

    private static boolean isBody(JavaParameter parameter) {
        return BESIDE_THE_BODY.stream().noneMatch(parameter::isAnnotatedWith);
    }

    private static String path(JavaClass type, JavaMethod method) {
        String base = type.getAnnotationOfType(Path.class).value().replace(GraphPath.ROOT, "/v1.0");
        return method.isAnnotatedWith(Path.class)
                ? base + "/" + method.getAnnotationOfType(Path.class).value()
                : base;
    }

    /** A text that the pattern of a segment takes; of alternatives the first. */
    private static String example(String pattern) {
        String example = pattern.replace("\\(\\)", "")
                .replaceAll("\\(\\?:[^|()]*\\)\\?", "")
                .replaceAll("\\(\\?:([^|()]*)\\|[^()]*\\)", "$1")
                .replace("[^/]+", "TenantId(tenantId='x')")
                .replace("[A-Za-z]+", "user")
                .replaceAll("\\|.*", "")
                .replaceAll("\\\\(.)", "$1");
        if (!example.matches(pattern)) {
            throw new AssertionError("No example of " + pattern + " was found, but " + example);
        }
        return example;
    }
}
