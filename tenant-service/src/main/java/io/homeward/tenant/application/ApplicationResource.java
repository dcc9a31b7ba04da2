package io.homeward.tenant.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.ApplicationId;
import io.homeward.graph.GraphCollection;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphQuery;
import io.homeward.tenant.Fault;
import io.homeward.tenant.IdText;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Registered applications in Graph's shape. {@code /applications(appId='…')} is another way to say {@code /applications/…}. */
@Path(GraphPath.ROOT + "/applications")
@RunOnVirtualThread
public class ApplicationResource {
    /** As Graph does where nothing is said. */
    private static final Duration LIFETIME = Duration.ofDays(730);

    /** A secret that outlives everybody who knows of it is never renewed. */
    private static final Duration LONGEST = Duration.ofDays(3653);

    private final Applications applications;
    private final ApplicationSecrets secrets;
    private final Admission admission;
    private final GraphRequest graph;
    private final Clock clock;

    ApplicationResource(
            Applications applications,
            ApplicationSecrets secrets,
            Admission admission,
            GraphRequest graph,
            Clock clock) {
        this.applications = applications;
        this.secrets = secrets;
        this.admission = admission;
        this.graph = graph;
        this.clock = clock;
    }

    record NewPassword(@Nullable Wanted passwordCredential) {
        record Wanted(
                @Nullable String displayName, @Nullable OffsetDateTime endDateTime) {}

        ApplicationSecrets.Wanted wanted(Instant now) {
            Optional<Wanted> asked = Optional.ofNullable(passwordCredential);
            return new ApplicationSecrets.Wanted(
                    asked.map(Wanted::displayName)
                            .filter(text -> !text.isBlank())
                            .map(text -> PlainText.line("displayName", text, 120)),
                    asked.map(Wanted::endDateTime)
                            .map(end -> soon(end.toInstant(), now))
                            .orElse(now.plus(LIFETIME)));
        }

        private static Instant soon(Instant end, Instant now) {
            if (end.isAfter(now.plus(LONGEST))) {
                throw new Refusal(Fault.INVALID, "endDateTime lies at most 10 years ahead.");
            }
            return end;
        }
    }

    record OldPassword(@NotNull UUID keyId) {}

    /** The only answer that shows the secret. */
    record NewSecret(
            UUID keyId,
            @Nullable String displayName,
            String hint,
            String secretText,
            Instant startDateTime,
            @Nullable Instant endDateTime) {}

    @GET
    public GraphCollection list() {
        var by = admission.to(Right.READ_APPLICATIONS);
        GraphQuery query = graph.query(ApplicationShown.APPLICATIONS);
        return graph.collection(query, applications.list(by.tenant(), query).map(ApplicationShown::of));
    }

    @GET
    @Path("{id}")
    public GraphEntity get(@PathParam("id") String id) {
        var by = admission.to(Right.READ_APPLICATIONS);
        return graph.entity(
                ApplicationShown.APPLICATIONS,
                applications
                        .find(by.tenant(), id(id))
                        .map(ApplicationShown::of)
                        .orElseThrow(() -> new Refusal(Fault.APPLICATION_UNKNOWN)));
    }

    @POST
    @Needs(Right.WRITE_APPLICATIONS)
    public RestResponse<GraphEntity> register(@NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_APPLICATIONS);
        Application made = applications.register(by, new ApplicationBody(body).registration(), now());
        return graph.created(
                ApplicationShown.APPLICATIONS,
                made.id(),
                graph.entity(ApplicationShown.APPLICATIONS, ApplicationShown.of(made)));
    }

    @PATCH
    @Path("{id}")
    @ResponseStatus(204)
    @Needs(Right.WRITE_APPLICATIONS)
    public void change(@PathParam("id") String id, @NotNull JsonNode body) {
        var by = admission.to(Right.WRITE_APPLICATIONS);
        applications.change(by, id(id), new ApplicationBody(body)::applied, now());
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public void delete(@PathParam("id") String id) {
        applications.delete(admission.to(Right.WRITE_APPLICATIONS), id(id));
    }

    @POST
    @Path("{id}/addPassword")
    @Needs(Right.WRITE_APPLICATIONS)
    public GraphEntity addPassword(@PathParam("id") String id, @Nullable NewPassword body) {
        var by = admission.to(Right.WRITE_APPLICATIONS);
        Secret secret = Secret.random();
        Instant now = now();
        var wanted = (body == null ? new NewPassword(null) : body).wanted(now);
        Application.Key key = secrets.add(by, id(id), wanted, secret, now);
        return graph.singleton(
                "microsoft.graph.passwordCredential",
                new NewSecret(
                        key.id(),
                        key.displayName().orElse(null),
                        key.hint(),
                        secret.text(),
                        key.createdAt(),
                        key.endsAt().orElse(null)));
    }

    @POST
    @Path("{id}/removePassword")
    @ResponseStatus(204)
    @Needs(Right.WRITE_APPLICATIONS)
    public void removePassword(@PathParam("id") String id, @NotNull @Valid OldPassword old) {
        secrets.remove(admission.to(Right.WRITE_APPLICATIONS), id(id), old.keyId(), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @throws Refusal {@link Fault#APPLICATION_UNKNOWN} for what is no id */
    static ApplicationId id(String text) {
        return IdText.read(text, ApplicationId::of, Fault.APPLICATION_UNKNOWN);
    }
}
