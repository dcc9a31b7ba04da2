package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.policy.SelfService;
import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * Graph's authorization policy, as far as this suite knows it: whether the tenant's people may replace a password by themselves that was forgotten or is at
 * risk ({@code allowedToUseSSPR}). Where they may not, an administrator resets it (H9, D8).
 */
@Path(GraphPath.ROOT + AuthorizationPolicyResource.PATH)
@RunOnVirtualThread
public class AuthorizationPolicyResource {
    static final String PATH = "/policies/authorizationPolicy";

    private static final String ALLOWED = "allowedToUseSSPR";

    private static final GraphSet ONLY = GraphSet.of(
            PATH.substring(1),
            GraphType.of(
                    "authorizationPolicy",
                    Property.shown("id"),
                    Property.shown("displayName"),
                    Property.shown("description"),
                    Property.shown(ALLOWED)),
            1,
            1);

    private final SelfServices selfServices;
    private final Admission admission;
    private final Authorship authorship;
    private final GraphRequest graph;

    AuthorizationPolicyResource(
            SelfServices selfServices, Admission admission, Authorship authorship, GraphRequest graph) {
        this.selfServices = selfServices;
        this.admission = admission;
        this.authorship = authorship;
        this.graph = graph;
    }

    record Shown(String id, String displayName, String description, boolean allowedToUseSSPR) {}

    @GET
    public GraphEntity get() {
        Setting<SelfService> kept =
                selfServices.find(admission.to(Right.READ_POLICIES).tenant());
        var shown = new Shown(
                "authorizationPolicy",
                "Authorization Policy",
                "What people may do by themselves.",
                kept.value().passwordReset());
        return graph.entity(ONLY, shown, kept.number());
    }

    @PATCH
    @ResponseStatus(204)
    @Needs(Right.WRITE_SETTINGS)
    public void change(@NotNull ObjectNode sent) {
        var by = admission.to(Right.WRITE_SETTINGS);
        selfServices.replace(by.tenant(), wanted(sent), graph::ifMatch, authorship.of(by));
    }

    /** @throws Refusal {@link Fault#INVALID} where there is anything else, so that nobody takes for granted what was not done */
    private static SelfService wanted(ObjectNode sent) {
        var names = new TreeSet<String>();
        sent.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> name.startsWith("@odata."));
        JsonNode allowed = sent.path(ALLOWED);
        if (!names.equals(Set.of(ALLOWED)) || !allowed.isBoolean()) {
            throw new Refusal(
                    Fault.INVALID,
                    "Of the authorization policy allowedToUseSSPR (true or false) can be changed, and nothing else.");
        }
        return new SelfService(allowed.booleanValue());
    }
}
