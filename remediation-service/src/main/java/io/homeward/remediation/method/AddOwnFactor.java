package io.homeward.remediation.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.remediation.credential.Credentials;
import io.homeward.remediation.credential.RecoveryCodes;
import io.homeward.remediation.credential.Totps;
import io.homeward.remediation.flow.BrowserSecret;
import io.homeward.remediation.notice.Notice;
import io.homeward.remediation.notice.PersonNotices;
import io.homeward.remediation.session.SessionId;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Somebody registers a factor on his own page: it is begun, and completed with what his app or authenticator says. Before both the law is asked
 * ({@link MayChangeFactors}). With the first one come the recovery codes, until he says that he has kept them.
 */
@Singleton
public class AddOwnFactor {
    private final TenantDatabase database;
    private final MayChangeFactors may;
    private final FactorsInMaking inMaking;
    private final Credentials credentials;
    private final Totps totps;
    private final RecoveryCodes recoveryCodes;
    private final PersonNotices notices;

    AddOwnFactor(
            TenantDatabase database,
            MayChangeFactors may,
            FactorsInMaking inMaking,
            Credentials credentials,
            Totps totps,
            RecoveryCodes recoveryCodes,
            PersonNotices notices) {
        this.database = database;
        this.may = may;
        this.inMaking = inMaking;
        this.credentials = credentials;
        this.totps = totps;
        this.recoveryCodes = recoveryCodes;
        this.notices = notices;
    }

    /**
     * Who adds it.
     *
     * @param where his browser is now
     */
    public record Adding(TenantId tenant, PersonId person, SessionId session, Surroundings where) {}

    /** What came of it. */
    public sealed interface Outcome {
        /** Something is in the making, or the codes wait to be kept. */
        record GoesOn() implements Outcome {}

        /** It is registered, and there is nothing more to be shown. */
        record Done() implements Outcome {}

        /** What was shown does not fit; an app may be tried again, a challenge is a new one. */
        record Wrong() implements Outcome {}

        /** There is one already, and no room for another. */
        record Full() implements Outcome {}

        /** Nothing of the kind is in the making: too late, or a second click. */
        record Over() implements Outcome {}

        record NotNow(FactorLeave because) implements Outcome {}
    }

    public Optional<FactorInMaking> look(Adding adding, Instant now) {
        return database.in(
                adding.tenant(),
                handle -> inMaking.find(handle, adding.tenant(), adding.person(), adding.session(), now));
    }

    public Outcome beginApp(Adding adding, Instant now) {
        return begin(
                adding,
                now,
                handle -> totps.registered(handle, adding.tenant(), adding.person())
                                .filter(app -> !app.doubted())
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(new FactorInMaking.App(totps.newSealedSeed(adding.tenant(), adding.person()))));
    }

    public Outcome beginPasskey(Adding adding, Instant now) {
        return begin(adding, now, handle -> Optional.of(newKey()));
    }

    private interface Making {
        Optional<FactorInMaking> make(Handle handle);
    }

    private Outcome begin(Adding adding, Instant now, Making making) {
        return permitted(adding, now)
                .orElseGet(() -> database.in(adding.tenant(), handle -> making.make(handle)
                        .<Outcome>map(made -> {
                            inMaking.keep(handle, adding.tenant(), adding.person(), adding.session(), made, now);
                            return new Outcome.GoesOn();
                        })
                        .orElseGet(Outcome.Full::new)));
    }

    public Outcome confirmApp(Adding adding, String code, Instant now) {
        return permitted(adding, now)
                .orElseGet(() -> database.in(adding.tenant(), handle -> {
                    if (!(locked(handle, adding, now) instanceof FactorInMaking.App(var seed))) {
                        return new Outcome.Over();
                    }
                    boolean first = !credentials.registered(handle, adding.tenant(), adding.person());
                    return credentials
                            .registerTotp(
                                    handle,
                                    adding.tenant(),
                                    adding.person(),
                                    seed,
                                    code.replace(" ", ""),
                                    adding.where().origin().address().map(Object::toString),
                                    now)
                            .map(factor -> added(handle, adding, Notice.Thing.TOTP, first, now))
                            .orElseGet(Outcome.Wrong::new);
                }));
    }

    public Outcome confirmPasskey(Adding adding, JsonNode credential, String name, Instant now) {
        return permitted(adding, now)
                .orElseGet(() -> database.in(adding.tenant(), handle -> {
                    if (!(locked(handle, adding, now) instanceof FactorInMaking.Key(var challenge))) {
                        return new Outcome.Over();
                    }
                    boolean first = !credentials.registered(handle, adding.tenant(), adding.person());
                    Optional<SecondFactor> made = credentials.registerPasskey(
                            handle, adding.tenant(), adding.person(), credential, challenge, name, now);
                    if (made.isEmpty()) {
                        // A challenge is signed once, be it in vain.
                        inMaking.keep(handle, adding.tenant(), adding.person(), adding.session(), newKey(), now);
                        return new Outcome.Wrong();
                    }
                    return added(handle, adding, Notice.Thing.PASSKEY, first, now);
                }));
    }

    /** In the place of the old ones, for somebody who has a factor they can stand in for; the caller has asked whether he may. */
    void keepCodes(Handle handle, Adding adding, List<String> codes, Instant now) {
        var sealed = recoveryCodes.seal(adding.tenant(), adding.person(), codes);
        inMaking.keep(
                handle, adding.tenant(), adding.person(), adding.session(), new FactorInMaking.Codes(sealed), now);
    }

    /** Nothing is added, or the codes are kept: whatever was in the making is gone. */
    public void leave(Adding adding) {
        database.in(adding.tenant(), handle -> {
            inMaking.forget(handle, adding.tenant(), adding.session());
            return adding;
        });
    }

    private Outcome added(Handle handle, Adding adding, Notice.Thing thing, boolean first, Instant now) {
        TenantId tenant = adding.tenant();
        notices.tell(
                handle, tenant, adding.person(), Notice.of(Notice.Kind.FACTOR_REGISTERED, thing, adding.where()), now);
        inMaking.forget(handle, tenant, adding.session());
        if (!first) {
            return new Outcome.Done();
        }
        keepCodes(handle, adding, credentials.renewRecoveryCodes(handle, tenant, adding.person(), now), now);
        return new Outcome.GoesOn();
    }

    private Optional<Outcome> permitted(Adding adding, Instant now) {
        FactorLeave leave = may.add(adding.tenant(), adding.person(), adding.session(), adding.where(), now);
        return leave instanceof FactorLeave.Granted ? Optional.empty() : Optional.of(new Outcome.NotNow(leave));
    }

    private @Nullable FactorInMaking locked(Handle handle, Adding adding, Instant now) {
        return inMaking.lock(handle, adding.tenant(), adding.person(), adding.session(), now)
                .orElse(null);
    }

    private static FactorInMaking.Key newKey() {
        return new FactorInMaking.Key(BrowserSecret.next().text());
    }
}
