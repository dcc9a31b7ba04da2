package io.homeward.gateway.route;

import io.homeward.gateway.entry.PublicCaller;
import io.homeward.gateway.entry.TokenVerifier;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.replica.Replicas;
import io.homeward.gateway.web.Call;
import io.homeward.gateway.web.Fault;
import io.vertx.core.Context;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the bearer token of a call (RFC 6750: in the header and nowhere else) and has it looked at. */
@Singleton
class Callers {
    private static final String BEARER = "Bearer ";

    private final TokenVerifier verifier;
    private final Replicas replicas;

    Callers(TokenVerifier verifier, Replicas replicas) {
        this.verifier = verifier;
        this.replicas = replicas;
    }

    /** Completes on the event loop of the call, at once unless keys have to be fetched. Never fails. */
    Future<Verification> who(Call call, Context loop) {
        String header = call.headers().get("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Future.succeededFuture(new Verification.Refused(
                    Fault.TOKEN_MISSING, "Send an access token: Authorization: Bearer, then the token."));
        }
        if (!replicas.complete()) {
            return Future.succeededFuture(
                    new Verification.Refused(Fault.STARTING, "The gateway does not know enough to decide yet."));
        }
        return Future.fromCompletionStage(
                verifier.verify(header.substring(BEARER.length()).trim()).thenCompose(this::settled), loop);
    }

    /** Somebody, or a right, that was made a moment ago may not have arrived here: better to wait for it than to refuse. */
    private CompletionStage<Verification> settled(Verification verification) {
        if (!(verification instanceof Verification.Genuine genuine)) {
            return CompletableFuture.completedStage(verification);
        }
        CompletionStage<Void> settled =
                switch (genuine.caller()) {
                    case PublicCaller.Person person -> replicas.settledFor(person.home(), person.id(), person.tenant());
                    case PublicCaller.Application application -> replicas.settledFor(application.id());
                };
        return settled.thenApply(now -> verification);
    }
}
