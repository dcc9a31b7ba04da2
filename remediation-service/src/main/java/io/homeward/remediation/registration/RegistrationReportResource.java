package io.homeward.remediation.registration;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.refusal.GraphRefusal;
import io.homeward.remediation.registration.RegistrationReport.Counts;
import io.homeward.remediation.registration.RegistrationReport.Included;
import io.homeward.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;

/** Graph: who has registered what, person by person and counted. */
@Path(GraphPath.ROOT + "/reports/authenticationMethods")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class RegistrationReportResource {
    private static final Pattern ARGUMENT = Pattern.compile("\\s*(\\w+)\\s*=\\s*'(\\w+)'\\s*");
    private static final Set<String> TYPES = Set.of("all", "member", "guest");
    private static final Set<String> ROLES = Set.of("all", "user", "admin", "privilegedAdmin");

    private final RegistrationReport report;
    private final CurrentCaller caller;
    private final GraphRequest graph;

    RegistrationReportResource(RegistrationReport report, CurrentCaller caller, GraphRequest graph) {
        this.report = report;
        this.caller = caller;
        this.graph = graph;
    }

    record FeatureCount(String feature, long userCount) {}

    record FeatureSummary(
            long totalUserCount,
            String userTypes,
            String userRoles,
            List<FeatureCount> userRegistrationFeatureCounts) {}

    record MethodCount(String authenticationMethod, long userCount) {}

    record MethodSummary(
            long totalUserCount, String userTypes, String userRoles, List<MethodCount> userRegistrationMethodCounts) {}

    @GET
    @Path("userRegistrationDetails")
    public GraphCollection list() {
        TenantId tenant = ReportReader.tenant(caller.get());
        var query = graph.query(UserRegistrationDetails.SET);
        return graph.collection(query, report.page(tenant, query));
    }

    @GET
    @Path("userRegistrationDetails/" + GraphPath.COUNT)
    public RestResponse<String> count() {
        TenantId tenant = ReportReader.tenant(caller.get());
        return graph.count(report.page(tenant, graph.countQuery(UserRegistrationDetails.SET)));
    }

    @GET
    @Path("userRegistrationDetails/{id}")
    public GraphEntity get(@PathParam("id") String id) {
        TenantId tenant = ReportReader.tenant(caller.get());
        return graph.entity(
                UserRegistrationDetails.SET,
                report.find(tenant, person(id)).orElseThrow(() -> GraphRefusal.notFound(id)));
    }

    @GET
    @Path("usersRegisteredByFeature{arguments:(?:\\(.*\\))?}")
    public GraphEntity byFeature(@PathParam("arguments") String arguments) {
        TenantId tenant = ReportReader.tenant(caller.get());
        Included included = included(arguments);
        Counts counts = report.byFeature(tenant, included);
        return graph.singleton(
                "microsoft.graph.userRegistrationFeatureSummary",
                new FeatureSummary(counts.total(), included.type(), included.role(), counts.listed(FeatureCount::new)));
    }

    @GET
    @Path("usersRegisteredByMethod{arguments:(?:\\(.*\\))?}")
    public GraphEntity byMethod(@PathParam("arguments") String arguments) {
        TenantId tenant = ReportReader.tenant(caller.get());
        Included included = included(arguments);
        Counts counts = report.byMethod(tenant, included);
        return graph.singleton(
                "microsoft.graph.userRegistrationMethodSummary",
                new MethodSummary(counts.total(), included.type(), included.role(), counts.listed(MethodCount::new)));
    }

    private static PersonId person(String id) {
        try {
            return PersonId.of(id);
        } catch (IllegalArgumentException e) {
            throw GraphRefusal.notFound(id);
        }
    }

    /** @param arguments {@code (includedUserTypes='all',includedUserRoles='all')}, any of them or none */
    private static Included included(String arguments) {
        String type = "all";
        String role = "all";
        String inside = arguments.isEmpty() ? "" : arguments.substring(1, arguments.length() - 1);
        for (String argument : inside.isBlank() ? new String[0] : inside.split(",", -1)) {
            Matcher read = ARGUMENT.matcher(argument);
            if (!read.matches()) {
                throw GraphRefusal.badRequest("The argument '%s' is not understood.".formatted(argument.strip()));
            }
            switch (read.group(1)) {
                case "includedUserTypes" -> type = member(TYPES, read.group(2));
                case "includedUserRoles" -> role = member(ROLES, read.group(2));
                default -> throw GraphRefusal.badRequest("There is no argument '%s' here.".formatted(read.group(1)));
            }
        }
        return new Included(type, role);
    }

    private static String member(Set<String> members, String text) {
        return members.stream()
                .filter(member -> member.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> GraphRefusal.badRequest("'%s' is none of %s."
                        .formatted(text, members.stream().sorted().toList())));
    }
}
