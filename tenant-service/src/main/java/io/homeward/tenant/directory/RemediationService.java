package io.homeward.tenant.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.InternalTokens;
import io.homeward.tenancy.OtherService;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** remediation-service, as far as a directory needs it: it keeps the passwords and knows which are good enough. */
@Singleton
public class RemediationService {
    private static final Logger LOG = Logger.getLogger(RemediationService.class);
    private static final String NAME = "remediation-service";
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final RemediationSettings settings;
    private final OtherService service;
    private final ObjectMapper json;

    RemediationService(RemediationSettings settings, InternalTokens tokens, ObjectMapper json) {
        this.settings = settings;
        this.service = new OtherService(NAME, settings.url(), tokens, CONNECT);
        this.json = json;
    }

    /**
     * Gives somebody a password. It is called before the directory changes, so that a refusal leaves nothing half done.
     *
     * @param temporary whether he has to replace it at the next sign-in (H13)
     * @param by who does this
     * @throws Refusal {@link Fault#PASSWORD_REFUSED} with the reason, {@link Fault#NOT_ALLOWED}, or {@link Fault#REMEDIATION_AWAY} where
     *     nothing is known to have been done
     */
    void givePassword(TenantId tenant, PersonId person, String password, boolean temporary, Caller by) {
        ObjectNode body = json.createObjectNode().put("password", password).put("temporary", temporary);
        body.set("by", by(by));
        HttpResponse<String> answer =
                answer(() -> service.put(at(tenant, person, "password"), body.toString(), settings.timeout()));
        switch (answer.statusCode() / 100) {
            case 2 -> LOG.debugf("%s has the password of %s", NAME, person);
            case 4 -> throw refused(answer);
            default -> throw away("answered " + answer.statusCode());
        }
    }

    /** By which somebody begins, once. */
    public record Ticket(String text, Instant expiresAt) {
        @Override
        public String toString() {
            return "Ticket[...]";
        }
    }

    /**
     * A one-time ticket for somebody without a password of his own; a newer one voids the older. The directory need not know him yet.
     *
     * @param by who does this
     * @throws Refusal {@link Fault#ALREADY_ENROLLED}, or {@link Fault#REMEDIATION_AWAY}
     */
    public Ticket issueEnrolment(TenantId tenant, PersonId person, Caller by) {
        ObjectNode body = json.createObjectNode();
        body.set("by", by(by));
        HttpResponse<String> answer =
                answer(() -> service.post(at(tenant, person, "enrolment"), body.toString(), settings.timeout()));
        return switch (answer.statusCode()) {
            case 201 -> {
                JsonNode issued = read(answer);
                yield new Ticket(
                        issued.path("ticket").asText(),
                        Instant.parse(issued.path("expiresAt").asText()));
            }
            case 409 -> throw new Refusal(Fault.ALREADY_ENROLLED);
            default -> throw away("answered " + answer.statusCode());
        };
    }

    /** @throws Refusal {@link Fault#REMEDIATION_AWAY} */
    public boolean hasEnrolled(TenantId tenant, PersonId person) {
        HttpResponse<String> answer = answer(() -> service.get(at(tenant, person, "enrolment"), settings.timeout()));
        if (answer.statusCode() != 200) {
            throw away("answered " + answer.statusCode());
        }
        return read(answer).path("state").asText().equals("enrolled");
    }

    private JsonNode read(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw away("answered what is no JSON");
        }
    }

    private Refusal refused(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 400, 422 -> new Refusal(Fault.PASSWORD_REFUSED, reason(answer.body()));
            case 403 -> new Refusal(Fault.NOT_ALLOWED);
            default -> away("answered " + answer.statusCode());
        };
    }

    private String reason(String problem) {
        try {
            JsonNode detail = json.readTree(problem).path("detail");
            return detail.isTextual() ? detail.asText() : Fault.PASSWORD_REFUSED.title();
        } catch (JsonProcessingException e) {
            return Fault.PASSWORD_REFUSED.title();
        }
    }

    private ObjectNode by(Caller by) {
        ObjectNode who = json.createObjectNode();
        return switch (by) {
            case Caller.Person person ->
                who.put("kind", "person")
                        .put("id", person.id().toString())
                        .put("home", person.home().toString())
                        .put("tenant", person.tenant().toString());
            case Caller.Application application ->
                who.put("kind", "application")
                        .put("id", application.id().toString())
                        .put("tenant", application.tenant().toString());
            case Caller.Service service -> who.put("kind", "service").put("id", service.name());
            case Caller.Anonymous ignored -> throw new Refusal(Fault.NOT_ALLOWED);
        };
    }

    private interface Call {
        HttpResponse<String> answer() throws OtherService.Unanswered;
    }

    private static HttpResponse<String> answer(Call call) {
        try {
            return call.answer();
        } catch (OtherService.Unanswered e) {
            throw away(String.valueOf(e.getMessage()));
        }
    }

    private static Refusal away(String why) {
        LOG.warnf("%s cannot be reached: %s", NAME, why);
        return new Refusal(Fault.REMEDIATION_AWAY);
    }

    private static String at(TenantId tenant, PersonId person, String what) {
        return "/internal/tenants/%s/people/%s/%s".formatted(tenant, person, what);
    }
}
