package io.homeward.tenant.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.accessrules.ApplicationId;
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
import io.homeward.tenant.Permission;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Registered applications in Graph's shape, with two properties of our own: {@code homewardPermissions} and {@code homewardUpstream}. */
@Path(GraphPath.ROOT + "/applications")
@RunOnVirtualThread
public class ApplicationResource {
    private static final GraphSet APPLICATIONS = GraphSet.of(
            "applications",
            GraphType.of(
                    "application",
                    Property.guid("id", "a.application_id"),
                    Property.guid("appId", "a.application_id").neverNull(),
                    Property.text("displayName", "a.display_name").neverNull(),
                    Property.instant("createdDateTime", "a.created_at").neverNull(),
                    Property.shown("passwordCredentials"),
                    Property.shown("homewardPermissions"),
                    Property.shown("homewardUpstream")),
            100,
            999);

    private final Applications applications;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    ApplicationResource(Applications applications, Admission admission, GraphRequest graph, Clock clock) {
        this.applications = applications;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    record NewApplication(
            @NotBlank @Size(max = 256) String displayName,
            @Nullable List<String> homewardPermissions,
            @Nullable @Valid Address homewardUpstream) {}

    record Address(@NotBlank String name, @NotBlank String uri) {
        Upstream upstream() {
            try {
                return new Upstream(name, URI.create(uri));
            } catch (IllegalArgumentException e) {
                throw new Refusal(Fault.INVALID, String.valueOf(e.getMessage()));
            }
        }
    }

    record NewPassword(@Nullable @Valid Wanted passwordCredential) {
        record Wanted(@Nullable @Size(max = 120) String displayName) {}
    }

    record OldPassword(@NotNull UUID keyId) {}

    record Credential(UUID keyId, @Nullable String displayName, String hint, Instant startDateTime) {
        static Credential of(Application.Key key) {
            return new Credential(key.id(), key.displayName().orElse(null), key.hint(), key.createdAt());
        }
    }

    record Shown(
            UUID id,
            UUID appId,
            String displayName,
            Instant createdDateTime,
            List<Credential> passwordCredentials,
            List<String> homewardPermissions,
            @JsonInclude @Nullable Address homewardUpstream) {
        static Shown of(Application application) {
            return new Shown(
                    application.id().value(),
                    application.id().value(),
                    application.displayName(),
                    application.createdAt(),
                    application.keys().stream().map(Credential::of).toList(),
                    application.permissions().stream()
                            .map(Permission::wire)
                            .sorted()
                            .toList(),
                    application
                            .upstream()
                            .map(at -> new Address(at.name(), at.uri().toString()))
                            .orElse(null));
        }
    }

    /** The only answer that shows the secret. */
    record NewSecret(UUID keyId, @Nullable String displayName, String hint, String secretText, Instant startDateTime) {}

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_APPLICATIONS);
        GraphQuery query = graph.query(APPLICATIONS);
        GraphPage<Application> page = applications.list(by.tenant(), query);
        return graph.collection(
                query, new GraphPage<>(page.items().stream().map(Shown::of).toList(), page.next(), page.count()));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_APPLICATIONS);
        return graph.entity(
                APPLICATIONS,
                applications
                        .find(by.tenant(), id(id))
                        .map(Shown::of)
                        .orElseThrow(() -> new Refusal(Fault.APPLICATION_UNKNOWN)));
    }

    @POST
    public RestResponse<GraphEntity> register(@NotNull @Valid NewApplication wanted) {
        var by = admission.to(Right.WRITE_APPLICATIONS);
        Set<Permission> permissions = permissions(wanted.homewardPermissions());
        by.holds(permissions);
        var registration = new Applications.Registration(
                wanted.displayName().strip(),
                permissions,
                Optional.ofNullable(wanted.homewardUpstream()).map(Address::upstream));
        Application made = applications.register(by.tenant(), registration, now());
        return RestResponse.ResponseBuilder.<GraphEntity>created(
                        URI.create(graph.location(APPLICATIONS, made.id().toString())))
                .entity(graph.entity(APPLICATIONS, Shown.of(made)))
                .build();
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void delete(@PathParam("id") String id) {
        applications.delete(admission.to(Right.WRITE_APPLICATIONS), id(id));
    }

    @POST
    @Path("{id}/addPassword")
    public GraphEntity addPassword(@PathParam("id") String id, @Nullable @Valid NewPassword wanted) {
        var by = admission.to(Right.WRITE_APPLICATIONS);
        Secret secret = Secret.random();
        Optional<String> name =
                Optional.ofNullable(wanted).map(NewPassword::passwordCredential).map(NewPassword.Wanted::displayName);
        Application.Key key = applications.addSecret(by, id(id), name, secret, now());
        return graph.singleton(
                "microsoft.graph.passwordCredential",
                new NewSecret(key.id(), name.orElse(null), key.hint(), secret.text(), key.createdAt()));
    }

    @POST
    @Path("{id}/removePassword")
    @ResponseStatus(204)
    public void removePassword(@PathParam("id") String id, @NotNull @Valid OldPassword old) {
        applications.removeSecret(admission.to(Right.WRITE_APPLICATIONS), id(id), old.keyId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Set<Permission> permissions(@Nullable List<String> wires) {
        return wires == null
                ? Set.of()
                : wires.stream()
                        .map(wire -> Permission.of(wire)
                                .orElseThrow(
                                        () -> new Refusal(Fault.INVALID, "'%s' is not a permission.".formatted(wire))))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static ApplicationId id(String text) {
        try {
            return ApplicationId.of(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.APPLICATION_UNKNOWN);
        }
    }
}
