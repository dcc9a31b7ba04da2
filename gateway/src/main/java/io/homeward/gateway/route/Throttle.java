package io.homeward.gateway.route;

import io.homeward.gateway.entry.PublicCaller;
import io.homeward.gateway.limit.Allowance;
import io.homeward.gateway.limit.ClientLimit;
import io.homeward.gateway.limit.Traffic;
import io.homeward.gateway.web.Call;
import io.homeward.gateway.web.Fault;
import io.homeward.gateway.web.Refusal;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Tells a client with a token when it calls too often, and beforehand that it soon will, in the headers that Graph's clients know. */
@Singleton
class Throttle {

    /** From this share of its allowance on a client is told, as in Graph. */
    private static final double WORTH_TELLING = 0.8;

    private final ClientLimit limit;

    Throttle(ClientLimit limit) {
        this.limit = limit;
    }

    /** Takes one permission for the call; a refusal where there is none. */
    Optional<Refusal> refused(Call call, PublicCaller caller, Traffic traffic) {
        UUID who =
                switch (caller) {
                    case PublicCaller.Person person -> person.id().value();
                    case PublicCaller.Application application ->
                        application.id().value();
                };
        Allowance allowance = limit.take(caller.tenant(), who, traffic);
        if (allowance.used() >= WORTH_TELLING) {
            tell(call, allowance, "Tenant_Application/ReadWrite/%s/%s".formatted(who, caller.tenant()));
        }
        return allowance.granted()
                ? Optional.empty()
                : Optional.of(tooMany("Too many requests. Try again after the time given in Retry-After.", allowance)
                        .with("x-ms-throttle-information", traffic.name().toLowerCase(Locale.ROOT)));
    }

    private static void tell(Call call, Allowance allowance, String scope) {
        call.note("x-ms-throttle-limit-percentage", "%.2f".formatted(Math.min(allowance.used(), 1.8)));
        call.note("x-ms-throttle-scope", scope);
        call.note("RateLimit-Limit", Long.toString(allowance.most()));
        call.note("RateLimit-Remaining", Long.toString(allowance.left()));
        call.note("RateLimit-Reset", Long.toString(allowance.retryAfter()));
    }

    static Refusal tooMany(String detail, Allowance allowance) {
        return Refusal.of(Fault.TOO_MANY_CALLS, detail).with("Retry-After", Long.toString(allowance.retryAfter()));
    }
}
