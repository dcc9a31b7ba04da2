package io.homeward.gateway.authzen;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.gateway.authzen.Question.Subject;
import io.homeward.gateway.entry.PublicCaller;
import io.homeward.gateway.entry.TokenVerifier;
import io.homeward.gateway.entry.Verification;
import io.homeward.gateway.replica.Replicas;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whom a question is about. Whoever cannot be made out is {@link #nobody}, and decided as such. */
@Singleton
class Subjects {
    static final String USER = "user";
    static final String APPLICATION = "application";
    private static final UUID NIL = new UUID(0, 0);

    private final String edge;
    private final TokenVerifier verifier;
    private final Replicas replicas;

    Subjects(@ConfigProperty(name = "homeward.edge.url") String edge, TokenVerifier verifier, Replicas replicas) {
        this.edge = edge;
        this.verifier = verifier;
        this.replicas = replicas;
    }

    /**
     * Never fails.
     *
     * @param tenant the one entered
     */
    CompletionStage<Verification.Genuine> find(Subject subject, TenantId tenant, Instant now) {
        return subject.token()
                .map(token -> verifier.verify(token).thenApply(seen -> shown(subject, seen, tenant, now)))
                .orElseGet(() -> CompletableFuture.completedStage(named(subject, tenant, now)))
                .thenCompose(this::settled);
    }

    /** A stranger from nowhere, whom no tenant knows. */
    static Verification.Genuine nobody(TenantId tenant, Instant now) {
        return person(new PersonId(NIL), new TenantId(NIL), tenant, "nobody", now);
    }

    /** Somebody of this very tenant. */
    static Verification.Genuine member(PersonId id, TenantId tenant, Instant now) {
        return person(id, tenant, tenant, tenant + "\n" + id, now);
    }

    private static Verification.Genuine shown(Subject subject, Verification seen, TenantId tenant, Instant now) {
        if (!(seen instanceof Verification.Genuine genuine)
                || !genuine.caller().tenant().equals(tenant)) {
            return nobody(tenant, now);
        }
        boolean same =
                switch (genuine.caller()) {
                    case PublicCaller.Person person ->
                        subject.type().equals(USER) && person.id().toString().equals(subject.id());
                    case PublicCaller.Application application ->
                        subject.type().equals(APPLICATION)
                                && application.id().toString().equals(subject.id());
                };
        return same ? genuine : nobody(tenant, now);
    }

    private Verification.Genuine named(Subject subject, TenantId tenant, Instant now) {
        Optional<TenantId> home = subject.issuer().isEmpty()
                ? Optional.of(tenant)
                : home(subject.issuer().get());
        return switch (subject.type()) {
            case USER ->
                home.flatMap(from -> read(subject.id(), PersonId::of)
                                .filter(person -> !from.equals(tenant) || ownAccount(person, tenant))
                                .map(person -> person(person, from, tenant, from + "\n" + person, now)))
                        .orElseGet(() -> nobody(tenant, now));
            case APPLICATION ->
                home.filter(tenant::equals)
                        .flatMap(own -> read(subject.id(), ApplicationId::of))
                        .filter(id -> replicas.application(id)
                                .filter(known -> known.tenant().equals(tenant))
                                .isPresent())
                        .<Verification.Genuine>map(id -> new Verification.Genuine(
                                new PublicCaller.Application(id, tenant, Set.of(), Optional.empty(), now),
                                fingerprint(tenant + "\n" + id)))
                        .orElseGet(() -> nobody(tenant, now));
            default -> nobody(tenant, now);
        };
    }

    /** The account that an invitation made belongs to somebody from elsewhere, who is asked about by his own. */
    private boolean ownAccount(PersonId person, TenantId tenant) {
        return replicas.person(tenant, person)
                .filter(account -> account.guest().isEmpty())
                .isPresent();
    }

    /** The tenant of {@code {edge}/{tenant}/v2.0}, to the letter. */
    private Optional<TenantId> home(String issuer) {
        String before = edge + "/";
        String after = "/v2.0";
        return issuer.startsWith(before) && issuer.endsWith(after) && issuer.length() == before.length() + 36 + 5
                ? read(issuer.substring(before.length(), issuer.length() - after.length()), TenantId::of)
                : Optional.empty();
    }

    private static Verification.Genuine person(PersonId id, TenantId home, TenantId tenant, String name, Instant now) {
        return new Verification.Genuine(
                new PublicCaller.Person(
                        id,
                        home,
                        tenant,
                        new ApplicationId(NIL),
                        NIL,
                        Instant.EPOCH, // longer ago than any policy allows
                        Optional.empty(),
                        Set.of(),
                        Epochs.FIRST,
                        true, // of a sign-in of unknown risk, which says as little
                        Optional.empty(),
                        false,
                        Set.of(),
                        Optional.empty(),
                        now),
                fingerprint(name));
    }

    /** Somebody, or a right, that was made a moment ago may not have arrived here. */
    private CompletionStage<Verification.Genuine> settled(Verification.Genuine who) {
        CompletionStage<Void> settled =
                switch (who.caller()) {
                    case PublicCaller.Person person ->
                        person.id().value().equals(NIL)
                                ? CompletableFuture.completedStage(null)
                                : replicas.settledFor(person.home(), person.id(), person.tenant());
                    case PublicCaller.Application application -> replicas.settledFor(application.id());
                };
        return settled.thenApply(now -> who);
    }

    /** An id in its one spelling. */
    static <T> Optional<T> read(String text, Function<String, T> of) {
        try {
            return Optional.of(of.apply(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Stands in the log where a token's stands. */
    private static String fingerprint(String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(("subject\n" + name).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
