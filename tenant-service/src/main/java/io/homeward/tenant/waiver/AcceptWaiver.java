package io.homeward.tenant.waiver;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Authority;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.audit.AuditTrail;
import io.homeward.tenant.audit.Target;
import io.homeward.tenant.policy.Author;
import io.homeward.tenant.policy.Rules;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** What a customer does with waivers: sees those of people who could enter its tenant, accepts them, takes that back. */
@Singleton
class AcceptWaiver {
    private static final String OFFERED = """
            select w.waiver_id, w.tenant_id, t.display_name, w.person_id, w.reason, w.begins_at, w.ends_at,
                   exists (select from waiver_acceptance c where c.tenant_id = :customer and c.waiver_id = w.waiver_id) as accepted
            from home_waiver w join tenant t on t.tenant_id = w.tenant_id
            where w.tenant_id = any (:homes) and w.granted_at is not null and w.revoked_at is null and w.ends_at > :now
              and exists (select from membership m
                          join access_assignment a on a.tenant_id = m.tenant_id and a.group_id = m.group_id and a.deleted_at is null
                          join relationship r on r.tenant_id = a.tenant_id and r.relationship_id = a.relationship_id
                          where m.tenant_id = w.tenant_id and m.person_id = w.person_id and r.status in ('active', 'expiring')
                            and (r.customer_tenant_id = :customer
                                 or r.customer_tenant_id = any (:partners) and w.tenant_id = any (:named)))
            order by w.ends_at, w.waiver_id""";

    private final TenantDatabase database;
    private final Rules rules;
    private final AuditTrail audit;

    AcceptWaiver(TenantDatabase database, Rules rules, AuditTrail audit) {
        this.database = database;
        this.rules = rules;
        this.audit = audit;
    }

    /** The tenants whose people may come: partners, and whom the customer allowed by name to come through them. */
    private record Homes(Set<TenantId> partners, Set<TenantId> named) {
        Set<TenantId> all() {
            var all = new LinkedHashSet<>(partners);
            all.addAll(named);
            return all;
        }
    }

    List<Offered> offered(TenantId customer, Instant now) {
        Homes homes = homes(customer);
        var bound = new LinkedHashSet<>(homes.all());
        bound.add(customer);
        return database.inEach(bound, handle -> handle.createQuery(OFFERED)
                .bind("customer", customer.value())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bindArray("homes", UUID.class, values(homes.all()))
                .bindArray("partners", UUID.class, values(homes.partners()))
                .bindArray("named", UUID.class, values(homes.named()))
                .map((row, context) -> new Offered(
                        new WaiverId(row.getObject("waiver_id", UUID.class)),
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getString("display_name"),
                        Offered.pseudonym(customer, row.getObject("person_id", UUID.class)),
                        row.getString("reason"),
                        row.getTimestamp("begins_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getBoolean("accepted")))
                .list());
    }

    /** @throws Refusal {@link Fault#WAIVER_UNKNOWN} also for one that is not offered here */
    Offered accept(Authority by, WaiverId id, Instant now) {
        TenantId customer = by.tenant();
        Offered offered = offered(customer, now).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(Fault.WAIVER_UNKNOWN));
        return database.inEach(List.of(customer, offered.home()), handle -> {
            accepted(handle, customer, Author.of(by, now), ids -> ids.add(id));
            int added = handle.createUpdate("""
                            insert into waiver_acceptance (tenant_id, waiver_id, home_tenant_id, ends_at, accepted_by, accepted_at)
                            values (:customer, :id, :home, :until, :by, :at) on conflict do nothing""")
                    .bind("customer", customer.value())
                    .bind("id", id.value())
                    .bind("home", offered.home().value())
                    .bind("until", offered.until().atOffset(ZoneOffset.UTC))
                    .bind("by", by.id())
                    .bind("at", now.atOffset(ZoneOffset.UTC))
                    .execute();
            if (added > 0) {
                audit.recordInEach(
                        handle, List.of(customer, offered.home()), Activity.ACCEPT_WAIVER.on(target(id, customer)));
            }
            return new Offered(
                    id,
                    offered.home(),
                    offered.homeName(),
                    offered.pseudonym(),
                    offered.reason(),
                    offered.from(),
                    offered.until(),
                    true);
        });
    }

    /** @throws Refusal {@link Fault#WAIVER_UNKNOWN} where it was not accepted here */
    void withdraw(Authority by, WaiverId id, Instant now) {
        TenantId customer = by.tenant();
        TenantId home = database.in(customer, handle -> handle.createQuery(
                                "select home_tenant_id from waiver_acceptance where tenant_id = :customer and waiver_id = :id")
                        .bind("customer", customer.value())
                        .bind("id", id.value())
                        .mapTo(UUID.class)
                        .findOne())
                .map(TenantId::new)
                .orElseThrow(() -> new Refusal(Fault.WAIVER_UNKNOWN));
        database.inEach(List.of(customer, home), handle -> {
            forget(handle, customer, Author.of(by, now), List.of(id));
            audit.recordInEach(handle, List.of(customer, home), Activity.WITHDRAW_WAIVER.on(target(id, customer)));
            return id;
        });
    }

    /** Takes back what was accepted, in the transaction of whoever does it. */
    void forget(Handle handle, TenantId customer, Author author, Collection<WaiverId> gone) {
        accepted(handle, customer, author, ids -> ids.removeAll(gone));
        handle.createUpdate("delete from waiver_acceptance where tenant_id = :customer and waiver_id = any (:ids)")
                .bind("customer", customer.value())
                .bindArray("ids", UUID.class, gone.stream().map(WaiverId::value).toList())
                .execute();
    }

    private interface Change {
        boolean to(Set<WaiverId> ids);
    }

    private void accepted(Handle handle, TenantId customer, Author author, Change change) {
        UnaryOperator<ExternalAccess> with = access -> {
            var ids = new HashSet<>(access.acceptedWaivers());
            return change.to(ids)
                    ? new ExternalAccess(
                            access.threshold(),
                            access.mfaTrust(),
                            access.requireRemediated(),
                            access.distrustedHomes(),
                            access.trustedIssuers(),
                            ids)
                    : access;
        };
        rules.changeExternalAccess(handle, customer, author, AcceptWaiver::whichever, with);
    }

    private static void whichever(long number) {}

    private static Target target(WaiverId id, TenantId customer) {
        return Target.of("HomeWaiver", id, "accepted by " + customer);
    }

    private Homes homes(TenantId customer) {
        var partners = new LinkedHashSet<TenantId>();
        var named = new LinkedHashSet<TenantId>();
        database.in(customer, handle -> {
            handle.createQuery("""
                            select r.tenant_id, r.sub_delegates from relationship r
                            where r.customer_tenant_id = :customer and r.status in ('active', 'expiring') and r.suspensions = '[]'""")
                    .bind("customer", customer.value())
                    .map((row, context) -> {
                        partners.add(new TenantId(row.getObject("tenant_id", UUID.class)));
                        for (UUID one : (UUID[]) row.getArray("sub_delegates").getArray()) {
                            named.add(new TenantId(one));
                        }
                        return partners;
                    })
                    .list();
            return partners;
        });
        return new Homes(partners, named);
    }

    private static List<UUID> values(Collection<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toList();
    }
}
