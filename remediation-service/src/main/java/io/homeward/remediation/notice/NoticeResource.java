package io.homeward.remediation.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.openid.EdgeSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/**
 * Where the link in a notice leads. It changes nothing by being fetched: it says how to answer; the token is behind the link's {@code #} and
 * stays with whoever holds it. It says the same for every id, be there such a tenant or not.
 */
@Path("/{tenant:[0-9a-fA-F-]{36}}/notice")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NoticeResource {
    private final AnswerNotice answerNotice;
    private final EdgeSettings edge;

    NoticeResource(AnswerNotice answerNotice, EdgeSettings edge) {
        this.answerNotice = answerNotice;
        this.edge = edge;
    }

    /** What a person says of what he was told. */
    public enum Answer {
        @JsonProperty("notMe")
        NOT_ME("notMe"),
        @JsonProperty("wasMe")
        WAS_ME("wasMe");

        private final String wireName;

        Answer(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /** @param token what stands behind the link's {@code #} */
    public record Given(@NotNull String token, @NotNull Answer answer) {
        @Override
        public String toString() {
            return "Given";
        }
    }

    /**
     * @param needs what only the holder of the link knows
     * @param answers what he can say
     */
    public record Start(String method, String href, List<String> needs, List<Answer> answers) {}

    /** What stands on the screen. */
    public record Page(String tenant, String heading, String whatNext, Start start) {}

    public record Thanks(String heading, String whatNext) {}

    @GET
    public Page page(@PathParam("tenant") UUID tenant) {
        return new Page(
                tenant.toString(),
                "Was this you?",
                "If it was, there is nothing to do. If it was not, say so here: your administrators are told, and your account is protected.",
                new Start(
                        "POST",
                        edge.url() + "/" + tenant + "/notice",
                        List.of("token", "answer"),
                        List.of(Answer.values())));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Thanks answer(@PathParam("tenant") UUID tenant, @Valid @NotNull Given given) {
        answerNotice.take(new TenantId(tenant), given.token, given.answer);
        return switch (given.answer) {
            case NOT_ME ->
                new Thanks(
                        "Thank you for telling us",
                        "Your account is being protected. The next time you sign in you may be asked to prove who you are and to choose a new"
                                + " password. If you cannot sign in, ask your administrator.");
            case WAS_ME -> new Thanks("Thank you", "There is nothing else to do.");
        };
    }
}
