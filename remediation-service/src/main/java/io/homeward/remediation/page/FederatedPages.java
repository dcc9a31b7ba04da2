package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.federation.Returned;
import io.homeward.remediation.flow.BrowserSecret;
import io.homeward.remediation.flow.FlowId;
import io.homeward.remediation.flow.PageFlows;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** On the way to a tenant's own provider, and back. What the browser brings says nothing by itself: it has to fit its own flow. */
@Singleton
class FederatedPages {
    private static final int LONGEST_CODE = 8_000;
    private static final int LONGEST_WORD = 1_000;

    private final PageFlows flows;

    FederatedPages(PageFlows flows) {
        this.flows = flows;
    }

    Reply toProvider(Visit visit, FlowId id) {
        Optional<BrowserSecret> browser = visit.browser();
        if (browser.isEmpty()) {
            return over(visit);
        }
        try {
            String to = flows.toProvider(id, browser.get()).map(URI::toString).orElseGet(() -> path(id));
            return Pages.goOn(visit, to);
        } catch (Refusal refusal) {
            return refused(visit, refusal);
        }
    }

    Reply fromProvider(Visit visit, String tenant, MultiMap answer) {
        Optional<Returned> returned = returned(answer);
        Optional<String> state = one(answer, "state", LONGEST_WORD);
        Optional<TenantId> home = tenant(tenant);
        if (visit.browser().isEmpty() || returned.isEmpty() || state.isEmpty() || home.isEmpty()) {
            return over(visit);
        }
        try {
            FlowId id =
                    flows.fromProvider(home.get(), visit.browser().get(), state.get(), returned.get(), visit.client());
            return Pages.goOn(visit, path(id));
        } catch (Refusal refusal) {
            return refused(visit, refusal);
        }
    }

    private static Reply refused(Visit visit, Refusal refusal) {
        return switch (refusal.fault()) {
            case FLOW_NOT_FOUND, FLOW_EXPIRED -> over(visit);
            case BUSY -> Pages.say(visit, new Pages.Said(503, "federated.heading", "federated.unreachable", ""));
            default -> throw refusal;
        };
    }

    /** Empty where it is no answer, or two in one. */
    private static Optional<Returned> returned(MultiMap answer) {
        if (List.of("code", "error", "iss").stream()
                .anyMatch(name -> answer.getAll(name).size() > 1)) {
            return Optional.empty();
        }
        Optional<String> issuer = one(answer, "iss", LONGEST_WORD);
        Optional<Returned> code = one(answer, "code", LONGEST_CODE).map(value -> new Returned.Code(value, issuer));
        Optional<Returned> error =
                one(answer, "error", LONGEST_WORD).map(value -> new Returned.Declined(value, issuer));
        return code.isPresent() && error.isPresent() ? Optional.empty() : code.or(() -> error);
    }

    private static Optional<String> one(MultiMap answer, String name, int longest) {
        List<String> all = answer.getAll(name);
        return all.size() == 1
                ? Optional.of(all.getFirst()).filter(value -> !value.isEmpty() && value.length() <= longest)
                : Optional.empty();
    }

    private static Optional<TenantId> tenant(String text) {
        try {
            return Optional.of(TenantId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Reply over(Visit visit) {
        return Pages.say(visit, new Pages.Said(404, "expired.heading", "expired.next", ""));
    }

    private static String path(FlowId id) {
        return "/" + id.tenant() + "/sign-in/" + id.value();
    }
}
