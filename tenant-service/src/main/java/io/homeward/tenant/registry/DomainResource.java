package io.homeward.tenant.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Domains in Graph's shape; their key is the name. */
@Path(GraphPath.ROOT + "/domains")
@RunOnVirtualThread
public class DomainResource {
    private static final GraphSet DOMAINS = GraphSet.of(
            "domains",
            GraphType.of(
                    "domain",
                    Property.text("id", "d.name"),
                    Property.bool("isDefault", "d.is_default").neverNull(),
                    Property.bool("isInitial", "d.is_initial").neverNull(),
                    Property.bool("isVerified", "(d.verified_at is not null)").neverNull(),
                    Property.text("authenticationType", "'Managed'").neverNull(),
                    Property.bool("isAdminManaged", "true").neverNull(),
                    Property.bool("isRoot", "true").neverNull(),
                    Property.shown("supportedServices")),
            100,
            999);
    private static final int LIFETIME_SECONDS = 3600;

    private final Domains domains;
    private final VerifyDomain verify;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    DomainResource(Domains domains, VerifyDomain verify, Admission admission, GraphRequest graph, Clock clock) {
        this.domains = domains;
        this.verify = verify;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    record NewDomain(@NotBlank String id) {}

    /** @param isDefault the one thing of a domain that is written; {@code true} is all it can become */
    record Change(@NotNull Boolean isDefault) {}

    record Shown(
            String id,
            String authenticationType,
            boolean isAdminManaged,
            boolean isDefault,
            boolean isInitial,
            boolean isRoot,
            boolean isVerified,
            List<String> supportedServices) {
        static Shown of(Domain domain) {
            return new Shown(
                    domain.name(),
                    "Managed",
                    true,
                    domain.isDefault(),
                    domain.initial(),
                    true,
                    domain.verified(),
                    List.of());
        }
    }

    /** Graph: {@code domainDnsTxtRecord}. */
    @JsonInclude
    record TextRecord(
            @JsonProperty("@odata.type") String type,
            String id,
            boolean isOptional,
            String label,
            String recordType,
            @Nullable String supportedService,
            int ttl,
            String text) {
        static TextRecord of(Domain domain) {
            return new TextRecord(
                    "#microsoft.graph.domainDnsTxtRecord",
                    domain.proof(),
                    false,
                    domain.name(),
                    "Txt",
                    null,
                    LIFETIME_SECONDS,
                    VerifyDomain.text(domain));
        }
    }

    record Records(List<TextRecord> value) {}

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_DOMAINS);
        GraphQuery query = graph.query(DOMAINS);
        GraphPage<Domain> page = domains.list(by.tenant(), query);
        return graph.collection(
                query, new GraphPage<>(page.items().stream().map(Shown::of).toList(), page.next(), page.count()));
    }

    @GET
    @Path("{name}")
    public GraphEntity get(@PathParam("name") String name) {
        var by = admission.to(Right.READ_DOMAINS);
        return graph.entity(DOMAINS, Shown.of(domains.get(by.tenant(), known(name))));
    }

    @POST
    @Needs(Right.WRITE_DOMAINS)
    public RestResponse<GraphEntity> add(@NotNull @Valid NewDomain wanted) {
        var by = admission.to(Right.WRITE_DOMAINS);
        DomainName name = DomainName.find(wanted.id())
                .orElseThrow(() -> new Refusal(Fault.INVALID, "id is a domain name, like fjordclinic.example."));
        Domain domain = domains.add(by.tenant(), name, clock.instant());
        return graph.created(DOMAINS, domain.name(), graph.entity(DOMAINS, Shown.of(domain)));
    }

    @PATCH
    @Path("{name}")
    @ResponseStatus(204)
    @Needs(Right.WRITE_DOMAINS)
    public void change(@PathParam("name") String name, @NotNull @Valid Change change) {
        var by = admission.to(Right.WRITE_DOMAINS);
        if (!change.isDefault()) {
            throw new Refusal(Fault.INVALID, "isDefault is only set to true; another domain takes its place then.");
        }
        domains.makeDefault(by.tenant(), known(name));
    }

    @DELETE
    @Path("{name}")
    @ResponseStatus(204)
    public void remove(@PathParam("name") String name) {
        domains.remove(admission.to(Right.WRITE_DOMAINS).tenant(), known(name));
    }

    @GET
    @Path("{name}/verificationDnsRecords")
    public GraphEntity records(@PathParam("name") String name) {
        var by = admission.to(Right.READ_DOMAINS);
        Domain domain = domains.get(by.tenant(), known(name));
        return graph.singleton(
                "domains('%s')/verificationDnsRecords".formatted(domain.name()),
                new Records(List.of(TextRecord.of(domain))));
    }

    @POST
    @Path("{name}/verify")
    public GraphEntity verify(@PathParam("name") String name) {
        var by = admission.to(Right.WRITE_DOMAINS);
        return graph.entity(DOMAINS, Shown.of(verify.byDns(by.tenant(), known(name), clock.instant())));
    }

    private static String known(String name) {
        return DomainName.find(name).map(DomainName::text).orElseThrow(() -> new Refusal(Fault.DOMAIN_UNKNOWN));
    }
}
