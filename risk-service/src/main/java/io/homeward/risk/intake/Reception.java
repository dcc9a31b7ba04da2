package io.homeward.risk.intake;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.risk.Account;
import io.homeward.risk.directory.KnownPeople;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.Profiles;
import io.homeward.risk.signin.Arrival;
import io.homeward.risk.signin.Enricher;
import io.homeward.risk.signin.Entry;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.signin.SignIn;
import io.homeward.risk.signin.SignIns;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Receives what is sent: says whose it is and where it was made, and which of it is there already. Whoever's habits might learn from it is locked before
 * that is asked, so that of two who take the same sign-in in one sees that the other has.
 */
@Singleton
class Reception {
    private static final Comparator<SignIn> IN_TIME =
            Comparator.comparing(SignIn::at).thenComparing(SignIn::id);

    private final SignIns signIns;
    private final KnownPeople people;
    private final Profiles profiles;
    private final Enrichers enrichers;

    /**
     * What came of one tenant's part.
     *
     * @param fresh those that are not there yet, enriched, in the order of time
     * @param known those that are
     * @param histories of everybody in it whose secret was right, locked
     */
    record Received(
            Part part, List<SignIn> fresh, List<Kept> known, Map<PersonId, History> histories, Enricher enricher) {
        TenantId tenant() {
            return part.tenant();
        }
    }

    Reception(SignIns signIns, KnownPeople people, Profiles profiles, Enrichers enrichers) {
        this.signIns = signIns;
        this.people = people;
        this.profiles = profiles;
        this.enrichers = enrichers;
    }

    /** In the order of the parts. */
    List<Received> receive(Handle handle, List<Part> parts, Manner manner) {
        Map<TenantId, Enricher> known =
                enrichers.of(handle, parts.stream().map(Part::tenant).toList());
        Owners owners = owners(handle, parts, manner);
        var arrivals = new ArrayList<Arrival>();
        for (Part part : parts) {
            Enricher enricher = Objects.requireNonNull(known.get(part.tenant()));
            for (SignIn signIn : once(part.signIns())) {
                arrivals.add(new Arrival(part.tenant(), enricher.enrich(owners.name(part.tenant(), signIn))));
            }
        }
        Map<Account, History> histories = profiles.lock(handle, withRightSecret(arrivals));
        var there = new HashMap<TenantId, List<Kept>>();
        for (Entry entry : signIns.known(handle, arrivals)) {
            there.computeIfAbsent(entry.tenant(), tenant -> new ArrayList<>()).add(entry.kept());
        }
        return parts.stream()
                .map(part -> received(
                        part,
                        arrivals,
                        there.getOrDefault(part.tenant(), List.of()),
                        histories,
                        Objects.requireNonNull(known.get(part.tenant()))))
                .toList();
    }

    private static Received received(
            Part part, List<Arrival> arrivals, List<Kept> there, Map<Account, History> all, Enricher enricher) {
        Set<SignIns.Key> known =
                there.stream().map(kept -> SignIns.Key.of(kept.signIn())).collect(Collectors.toSet());
        List<SignIn> fresh = arrivals.stream()
                .filter(arrival -> arrival.tenant().equals(part.tenant()))
                .map(Arrival::signIn)
                .filter(signIn -> !known.contains(SignIns.Key.of(signIn)))
                .sorted(IN_TIME)
                .toList();
        var histories = new HashMap<PersonId, History>();
        all.forEach((account, history) -> {
            if (account.tenant().equals(part.tenant())) {
                histories.put(account.person(), history);
            }
        });
        return new Received(part, fresh, there, histories, enricher);
    }

    private static Collection<SignIn> once(List<SignIn> incoming) {
        var once = new LinkedHashMap<SignIns.Key, SignIn>();
        incoming.forEach(signIn -> once.putIfAbsent(SignIns.Key.of(signIn), signIn));
        return once.values();
    }

    private static Set<Account> withRightSecret(Collection<Arrival> arrivals) {
        var accounts = new HashSet<Account>();
        for (Arrival arrival : arrivals) {
            if (arrival.signIn().outcome().credentialsRight()) {
                arrival.signIn().person().ifPresent(person -> accounts.add(new Account(arrival.tenant(), person)));
            }
        }
        return accounts;
    }

    /** Whose sign-ins are: the account that was named, if it is one of the tenant's; else the bearer of the name; else nobody's. */
    private record Owners(Set<Account> certain, Map<KnownPeople.Name, PersonId> named) {
        SignIn name(TenantId tenant, SignIn signIn) {
            return signIn.of(claimed(tenant, signIn)
                    .or(() -> Optional.ofNullable(named.get(new KnownPeople.Name(tenant, signIn.userName())))));
        }

        Optional<PersonId> claimed(TenantId tenant, SignIn signIn) {
            return signIn.person().filter(person -> certain.contains(new Account(tenant, person)));
        }
    }

    private Owners owners(Handle handle, List<Part> parts, Manner manner) {
        var claimed = new HashSet<Account>();
        for (Part part : parts) {
            part.signIns().forEach(signIn -> signIn.person()
                    .ifPresent(person -> claimed.add(new Account(part.tenant(), person))));
        }
        var certain = new Owners(manner.trusted() ? claimed : people.among(handle, claimed), Map.of());
        var names = new HashSet<KnownPeople.Name>();
        for (Part part : parts) {
            part.signIns().stream()
                    .filter(signIn -> certain.claimed(part.tenant(), signIn).isEmpty())
                    .forEach(signIn -> names.add(new KnownPeople.Name(part.tenant(), signIn.userName())));
        }
        return new Owners(certain.certain, people.named(handle, names));
    }
}
