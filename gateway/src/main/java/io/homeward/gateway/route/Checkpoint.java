package io.homeward.gateway.route;

import io.homeward.accessrules.TenantId;
import io.homeward.gateway.decision.Gate;
import io.homeward.gateway.decision.Passing;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.limit.AnonymousLimit;
import io.homeward.gateway.place.Whereabouts;
import io.homeward.gateway.replica.Replicas;
import io.homeward.gateway.route.EdgeRoutes.Entrance;
import io.homeward.gateway.route.EdgeRoutes.Line;
import io.homeward.gateway.web.Call;
import io.homeward.gateway.web.Refusal;
import io.homeward.tenancy.Caller;
import io.homeward.tenancy.DecisionHeader;
import io.homeward.tenancy.InternalTokens;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Everything that is asked about a call at the edge before it goes on: whose path it is, who calls, how often, and whether he may. The same for
 * a call that came alone and for a part of a batch.
 */
@Singleton
class Checkpoint {

    /** A client proves itself at the token endpoint (RFC 6749 section 2.3.1) or shows its token to userinfo; our own takes the header's place. */
    private static final String CLIENT_AUTHORIZATION = "Homeward-Client-Authorization";

    /** Two letters; ZZ for an address that belongs to no country. Not there where nobody could say. */
    private static final String CLIENT_COUNTRY = "Homeward-Client-Country";

    private static final String CLIENT_BROWSER = "Homeward-Client-Browser";

    private static final Pattern RULE = Pattern.compile("[HD][1-9][0-9]?");

    private final URI url;
    private final Duration patience;
    private final Callers callers;
    private final Gate gate;
    private final Whereabouts whereabouts;
    private final Replicas replicas;
    private final AnonymousLimit anonymousLimit;
    private final Throttle throttle;
    private final InternalTokens tokens;
    private final ServiceAddresses services;

    Checkpoint(
            EdgeSettings settings,
            Callers callers,
            Gate gate,
            Whereabouts whereabouts,
            Replicas replicas,
            AnonymousLimit anonymousLimit,
            Throttle throttle,
            InternalTokens tokens,
            ServiceAddresses services) {
        this.url = settings.url();
        this.patience = settings.patience();
        this.callers = callers;
        this.gate = gate;
        this.whereabouts = whereabouts;
        this.replicas = replicas;
        this.anonymousLimit = anonymousLimit;
        this.throttle = throttle;
        this.tokens = tokens;
        this.services = services;
    }

    /** Completes on the event loop; fails only by what nobody foresaw. */
    Future<Way> way(Call call, RequestPath path, Context loop) {
        Optional<Line> line = EdgeRoutes.of(path);
        if (line.isEmpty()) {
            return Future.succeededFuture(new Way.Stopped(Refusals.NOTHING_THERE));
        }
        var asked = new Asked(call, path, line.get());
        return switch (line.get().entrance()) {
            case ANONYMOUS -> Future.succeededFuture(anonymous(asked));
            case ANONYMOUS_OF_TENANT, PAGE_OF_TENANT -> ofTenant(asked, loop);
            case TOKEN -> callers.who(call, loop).map(verification -> withToken(asked, verification));
        };
    }

    /** One call and where the table sends it. */
    private record Asked(Call call, RequestPath path, Line line) {}

    private Future<Way> ofTenant(Asked asked, Context loop) {
        if (!EdgeRoutes.isUuid(asked.path().segments().getFirst())) {
            return Future.succeededFuture(anonymous(asked)); // which tenant that is, remediation-service finds out
        }
        if (!replicas.complete()) {
            return Future.succeededFuture(new Way.Stopped(Refusals.STARTING));
        }
        TenantId tenant = TenantId.of(asked.path().segments().getFirst());
        return Future.fromCompletionStage(replicas.knowsByNow(tenant), loop)
                .map(exists -> exists ? anonymous(asked) : new Way.Stopped(Refusals.NOTHING_THERE));
    }

    private Way anonymous(Asked asked) {
        var allowance = anonymousLimit.take(asked.call().from());
        return allowance.granted()
                ? new Way.Onward(target(asked, new Caller.Anonymous(), Optional.empty()))
                : new Way.Stopped(
                        Throttle.tooMany("There were too many calls from your address. Wait a little.", allowance));
    }

    private Way withToken(Asked asked, Verification verification) {
        return switch (verification) {
            case Verification.Refused no -> new Way.Stopped(Refusal.of(no.fault(), no.detail()));
            case Verification.Genuine genuine ->
                throttle.refused(asked.call(), genuine.caller(), asked.line().traffic())
                        .<Way>map(Way.Stopped::new)
                        .orElseGet(() -> decided(asked, genuine));
        };
    }

    private Way decided(Asked asked, Verification.Genuine genuine) {
        Call call = asked.call();
        var surroundings =
                whereabouts.of(call.from(), Optional.ofNullable(call.headers().get("User-Agent")));
        return switch (gate.decide(call.decision(), genuine, Optional.empty(), surroundings)) {
            case Passing.Stopped stopped -> new Way.Stopped(stopped.refusal());
            case Passing.Through through -> {
                call.ruledBy(through.rule());
                yield new Way.Onward(target(
                        asked,
                        through.caller(),
                        Optional.of(id -> gate.again(id, genuine, Optional.empty(), surroundings))));
            }
        };
    }

    private Target target(Asked asked, Caller caller, Optional<Function<UUID, Passing>> again) {
        Call call = asked.call();
        Line line = asked.line();
        String service = line.owner().wireName();
        String token = tokens.forCaller(service, caller);
        Map<String, String> headers = new LinkedHashMap<>(Said.about(call, url));
        headers.put("Authorization", "Bearer " + token);
        if (caller instanceof Caller.Anonymous) {
            // Whoever signs in or exchanges a token: remediation-service weighs policies about places.
            whereabouts
                    .of(call.from(), Optional.empty())
                    .origin()
                    .country()
                    .ifPresent(country -> headers.put(CLIENT_COUNTRY, country.value()));
        }
        if (EdgeRoutes.signsIn(asked.path())) {
            BrowserMark.of(call).ifPresent(mark -> headers.put(CLIENT_BROWSER, mark));
        }
        headers.put(DecisionHeader.NAME, tokens.decisionHeader(service, token, call.decision()));
        if (caller instanceof Caller.Anonymous) {
            shown(asked).ifPresent(authorization -> headers.put(CLIENT_AUTHORIZATION, authorization));
        }
        boolean page = line.entrance() == Entrance.PAGE_OF_TENANT;
        if (page) {
            PageCookies.inbound(call.headers()).ifPresent(cookies -> headers.put("Cookie", cookies));
        }
        return new Target(
                service,
                services.to(line.owner(), asked.path().path() + asked.path().query()),
                headers,
                line.largestBody(),
                line.patience().orElse(patience),
                again,
                (came, back) -> {
                    ruledBehind(call, came);
                    if (page) {
                        PageCookies.outbound(came, back);
                    }
                });
    }

    /** What a client proves itself with where no token of ours is asked for. */
    private static Optional<String> shown(Asked asked) {
        String scheme = EdgeRoutes.showsOwnToken(asked.path()) ? "Bearer " : "Basic ";
        return Optional.ofNullable(asked.call().headers().get("Authorization"))
                .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()));
    }

    /** A service that refuses by a rule of the law itself says which (D10). */
    private static void ruledBehind(Call call, MultiMap came) {
        String rule = came.get("Homeward-Rule");
        if (rule != null && RULE.matcher(rule).matches()) {
            call.ruledBy(rule);
        }
    }
}
