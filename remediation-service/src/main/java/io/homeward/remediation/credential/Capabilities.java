package io.homeward.remediation.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.SecondFactor;
import io.homeward.feed.FeedJson;
import io.homeward.feed.FeedName;
import io.homeward.outbox.Outbox;
import io.homeward.remediation.directory.IdentityProviders;
import io.homeward.remediation.directory.People;
import io.homeward.remediation.session.Account;
import io.homeward.remediation.session.Accounts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What each person has to prove himself with, composed of what is kept, and told in the feed {@code capabilities}. */
@Singleton
public class Capabilities {
    public static final FeedName FEED = new FeedName("capabilities");

    private final Accounts accounts;
    private final Passwords passwords;
    private final Totps totps;
    private final Passkeys passkeys;
    private final People people;
    private final IdentityProviders providers;
    private final Outbox outbox;

    Capabilities(
            Accounts accounts,
            Passwords passwords,
            Totps totps,
            Passkeys passkeys,
            People people,
            IdentityProviders providers,
            Outbox outbox) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.totps = totps;
        this.passkeys = passkeys;
        this.people = people;
        this.providers = providers;
        this.outbox = outbox;
    }

    /** The body of the feed. */
    record Told(TenantId tenant, PersonId person, Capability capability) {}

    /** What was told last; empty for somebody of whom nothing is held. */
    public Optional<Capability> find(Handle handle, TenantId tenant, PersonId person) {
        return handle.createQuery("select document from capability where tenant_id = :tenant and person_id = :person")
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .mapTo(String.class)
                .findOne()
                .map(document -> read(document).capability());
    }

    /** Whether the person has registered any second factor, be it one that counts no more: whoever asks for a proof asks him too. */
    public boolean holdsFactor(Handle handle, TenantId tenant, PersonId person) {
        return !passkeys.of(handle, tenant, person).isEmpty()
                || totps.registered(handle, tenant, person).isPresent();
    }

    /** Of those of these of whom something is held. */
    public Map<PersonId, Capability> ofEach(Handle handle, TenantId tenant, Collection<PersonId> people) {
        return handle
                .createQuery("select document from capability where tenant_id = :tenant and person_id = any(:people)")
                .bind("tenant", tenant.value())
                .bindArray(
                        "people",
                        UUID.class,
                        people.stream().map(PersonId::value).toList())
                .mapTo(String.class)
                .map(Capabilities::read)
                .stream()
                .collect(Collectors.toUnmodifiableMap(Told::person, Told::capability));
    }

    /** Composes it anew and tells it. The caller holds the account's lock and has changed what he wanted to change. */
    void tell(Handle handle, TenantId tenant, PersonId person) {
        var told = new Told(tenant, person, compose(handle, tenant, person));
        long version = outbox.append(handle, FEED, tenant, person.toString(), told);
        handle.createUpdate("""
                        insert into capability (tenant_id, person_id, version, document)
                        values (:tenant, :person, :version, cast(:document as jsonb))
                        on conflict (tenant_id, person_id) do update
                        set version = excluded.version, document = excluded.document
                        """)
                .bind("tenant", tenant.value())
                .bind("person", person.value())
                .bind("version", version)
                .bind("document", FeedJson.mapper().valueToTree(told).toString())
                .execute();
    }

    private Capability compose(Handle handle, TenantId tenant, PersonId person) {
        Account account = accounts.look(handle, tenant, person);
        var factors = new ArrayList<SecondFactor>();
        passkeys.of(handle, tenant, person).stream()
                .filter(Passkey::counts)
                .map(Passkey::factor)
                .forEach(factors::add);
        totps.registered(handle, tenant, person)
                .filter(totp -> !totp.doubted())
                .map(Totps.Registered::factor)
                .ifPresent(factors::add);
        // A password that is kept from before opens nothing while another party signs him in.
        boolean here = !federated(handle, tenant, person);
        return new Capability(
                factors,
                here && passwords.exists(handle, tenant, person),
                here && account.temporaryPasswordPending(),
                account.sessionEpoch());
    }

    /** Tells it anew where something outside has changed it. The caller holds the account's lock. */
    void tellIfChanged(Handle handle, TenantId tenant, PersonId person) {
        Optional<Capability> told = find(handle, tenant, person);
        if (told.isPresent() && !told.get().equals(compose(handle, tenant, person))) {
            tell(handle, tenant, person);
        }
    }

    private boolean federated(Handle handle, TenantId tenant, PersonId person) {
        return people.find(handle, tenant, person)
                .flatMap(each -> providers.ofName(handle, tenant, each.userPrincipalName()))
                .isPresent();
    }

    /** Those of whom something was told and whose names are in one of these domains. */
    List<PersonId> toldOf(Handle handle, TenantId tenant, Collection<String> domains) {
        return handle.createQuery("""
                        select person_id from capability join person using (tenant_id, person_id)
                        where tenant_id = :tenant and substring(user_principal_name from '[^@]*$') = any(:domains)
                        order by person_id
                        """)
                .bind("tenant", tenant.value())
                .bindArray("domains", String.class, domains)
                .mapTo(UUID.class)
                .map(PersonId::new)
                .list();
    }

    private static Told read(String document) {
        try {
            return FeedJson.mapper().readValue(document, Told.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept capability cannot be read", e);
        }
    }
}
