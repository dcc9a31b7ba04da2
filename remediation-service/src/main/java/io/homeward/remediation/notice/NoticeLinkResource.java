package io.homeward.remediation.notice;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.openid.EdgeSettings;
import io.homeward.tenancy.CurrentCaller;
import io.homeward.tenancy.TenantDatabase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** For the service that sends somebody a notice: the link by which he says that it was not he. The only answer that shows it. */
@Path("/internal/tenants/{tenant}/people/{person}/notice-links")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NoticeLinkResource {
    private static final String PRINTABLE = "[\\x20-\\x7e]{1,128}";

    private final NoticeLinks links;
    private final People people;
    private final TenantDatabase database;
    private final CurrentCaller caller;
    private final EdgeSettings edge;
    private final InstantSource clock;

    NoticeLinkResource(
            NoticeLinks links,
            People people,
            TenantDatabase database,
            CurrentCaller caller,
            EdgeSettings edge,
            InstantSource clock) {
        this.links = links;
        this.people = people;
        this.database = database;
        this.caller = caller;
        this.edge = edge;
        this.clock = clock;
    }

    /** What the notice is about: one of the two. */
    record Asked(
            @Nullable @Pattern(regexp = PRINTABLE) String signInId,
            @Nullable @Pattern(regexp = PRINTABLE) String changeId) {}

    record Link(String link, Instant expiresAt) {
        @Override
        public String toString() {
            return "Link";
        }
    }

    @POST
    @ResponseStatus(201)
    public Link issue(@PathParam("tenant") UUID tenant, @PathParam("person") UUID person, @Valid @NotNull Asked asked) {
        caller.service();
        if ((asked.signInId == null) == (asked.changeId == null)) {
            throw new Refusal(Fault.UNREADABLE, "A notice is about signInId, or about changeId.");
        }
        var home = new TenantId(tenant);
        var whose = new PersonId(person);
        if (database.in(home, handle -> people.find(handle, home, whose)).isEmpty()) {
            throw new Refusal(Fault.NOT_FOUND, "There is no such person.");
        }
        Instant ends = clock.instant().plus(NoticeLink.LIFETIME);
        var issued = links.issue(home, new NoticeLink(UUID.randomUUID(), whose, asked.signInId, asked.changeId, ends));
        return new Link(edge.url() + "/" + home + "/notice#token=" + issued.token(), issued.expiresAt());
    }
}
