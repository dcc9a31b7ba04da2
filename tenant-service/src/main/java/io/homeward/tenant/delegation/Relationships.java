package io.homeward.tenant.delegation;

import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Taken;
import io.homeward.tenant.audit.Activity;
import io.homeward.tenant.crosstenant.ProviderConstraints;
import io.homeward.tenant.directory.Groups;
import io.homeward.tenant.registry.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The relationships of this installation. Both sides see theirs; a change is made in a transaction bound to both, under the lock of the
 * relationship's row, and published in it: a relationship with its assignments is one record of the feed.
 */
@Singleton
public class Relationships {
    private static final String FROM = "relationship r";
    private static final String SELECT = "select " + RelationshipRow.COLUMNS + " from " + FROM + " where ";
    private static final Listing<Kept> OF_PARTNER =
            new Listing<>(RelationshipRow.COLUMNS, FROM, "r.tenant_id = :partner", RelationshipRow::read);

    /** What a tenant sees as partner, and as customer. */
    static final Listing<Kept> LISTED = new Listing<>(
            RelationshipRow.COLUMNS,
            FROM,
            List.of(
                    "r.tenant_id = :tenant",
                    "r.customer_tenant_id = :tenant and r.tenant_id <> :tenant and r.status <> 'created'"),
            RelationshipRow::read);

    /** So many offers of a partner wait for the same customer at once, drafts among them. */
    static final int OPEN_OFFERS = 50;

    private final TenantDatabase database;
    private final RelationshipFeed feed;
    private final RelationshipTrail trail;

    Relationships(TenantDatabase database, RelationshipFeed feed, RelationshipTrail trail) {
        this.database = database;
        this.feed = feed;
        this.trail = trail;
    }

    /** What a transaction has locked. */
    record Locked(Handle handle, Kept kept) {}

    /** Work under the lock; the relationship is as time has made it. */
    interface Work<T> {
        T on(Locked locked);
    }

    GraphPage<Kept> list(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> LISTED.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    /**
     * A relationship as one of its sides sees it; or, to whoever was given its id, an invitation that waits for a customer.
     *
     * @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN} for everybody else, as where there is none
     */
    public Kept find(TenantId tenant, RelationshipId id) {
        return database.inEach(List.of(tenant, id.partner()), handle -> find(handle, id, ""))
                .filter(kept -> sees(tenant, kept.relationship()))
                .orElseThrow(() -> new Refusal(Fault.RELATIONSHIP_UNKNOWN));
    }

    /** What the partner is still writing is his alone: whoever could show it to others could flood them. */
    private static boolean sees(TenantId tenant, Relationship relationship) {
        Terms terms = relationship.terms();
        if (terms.partner().equals(tenant)) {
            return true;
        }
        boolean openInvitation = terms.customer().isEmpty() && relationship instanceof Relationship.ApprovalPending;
        boolean asked = !(relationship instanceof Relationship.Created);
        return asked && terms.customer().map(tenant::equals).orElse(openInvitation);
    }

    /** @throws Refusal {@link Fault#NAME_TAKEN}, {@link Fault#TOO_MANY_OFFERS} */
    Kept add(Terms terms, String partnerName, Instant at) {
        Kept kept = Kept.offered(new Relationship.Created(terms), partnerName, at);
        var sides = new LinkedHashSet<>(List.of(terms.partner()));
        terms.customer().ifPresent(sides::add);
        return database.inEach(sides, handle -> {
            terms.customer().ifPresent(customer -> hasRoom(handle, terms.id(), customer));
            Taken.unless(
                    "relationship_name", Fault.NAME_TAKEN, () -> RelationshipRow.bind(handle.createUpdate("""
                                    insert into relationship (tenant_id, relationship_id, customer_tenant_id, partner_name, customer_name, display_name,
                                        duration, auto_extend, roles, status, created_at, modified_at, locked_at, activated_at, ends_at, revision,
                                        suspensions, sub_delegates, provider_tenant_id)
                                    values (:tenant, :id, :customer, :partnerName, :customerName, :name, :duration, :extend, :roles, :status, :created,
                                        :modified, :locked, :activated, :ends, :revision, cast(:suspensions as jsonb), :subDelegates, :provider)"""), kept)
                            .bind("partnerName", partnerName)
                            .bind("created", terms.createdAt().atOffset(ZoneOffset.UTC))
                            .execute());
            publish(handle, kept);
            trail.changed(handle, Activity.CREATE_RELATIONSHIP, null, kept.relationship());
            return kept;
        });
    }

    /**
     * One more offer to this customer may be open, as far as the end of the transaction.
     *
     * @throws Refusal {@link Fault#TOO_MANY_OFFERS}
     */
    static void hasRoom(Handle handle, RelationshipId id, TenantId customer) {
        handle.createQuery(
                        "select pg_advisory_xact_lock(hashtextextended('open-offers ' || :partner || ' ' || :customer, 0))::text")
                .bind("partner", id.partner().toString())
                .bind("customer", customer.toString())
                .mapTo(String.class)
                .one();
        int open = handle.createQuery("""
                        select count(*) from relationship r
                        where r.tenant_id = :partner and r.customer_tenant_id = :customer and r.status in ('created', 'approvalPending')
                          and r.relationship_id <> :id""")
                .bind("partner", id.partner().value())
                .bind("customer", customer.value())
                .bind("id", id.own())
                .mapTo(Integer.class)
                .one();
        if (open >= OPEN_OFFERS) {
            throw new Refusal(
                    Fault.TOO_MANY_OFFERS,
                    "%d relationships with this customer are drafts or wait for approval; delete or withdraw one first."
                            .formatted(open));
        }
    }

    /**
     * Locks a relationship and works on it in a transaction bound to the partner, the customer and the caller.
     *
     * @throws Refusal {@link Fault#RELATIONSHIP_UNKNOWN} where the caller sees none
     */
    <T> T locked(TenantId tenant, RelationshipId id, Instant now, Work<T> work) {
        return locked(tenant, id, now, handle -> {}, work);
    }

    /** The same with something that has to be held before the relationship is. */
    <T> T locked(TenantId tenant, RelationshipId id, Instant now, Consumer<Handle> before, Work<T> work) {
        var bound = new LinkedHashSet<>(List.of(tenant, id.partner()));
        find(tenant, id).relationship().terms().customer().ifPresent(bound::add);
        return database.inEach(bound, handle -> {
            before.accept(handle);
            Kept kept = find(handle, id, " for update")
                    .filter(present -> sees(tenant, present.relationship()))
                    .orElseThrow(() -> new Refusal(Fault.RELATIONSHIP_UNKNOWN));
            return work.on(new Locked(handle, kept.aged(now)));
        });
    }

    /** Writes a locked relationship's new state, with what it means for its assignments and groups. */
    Kept write(Handle handle, Kept kept) {
        Taken.unless("relationship_name", Fault.NAME_TAKEN, () -> RelationshipRow.bind(handle.createUpdate("""
                                update relationship set customer_tenant_id = :customer, customer_name = :customerName, display_name = :name,
                                    duration = :duration, auto_extend = :extend, roles = :roles, status = :status, modified_at = :modified,
                                    locked_at = :locked, activated_at = :activated, ends_at = :ends, revision = :revision,
                                    suspensions = cast(:suspensions as jsonb), sub_delegates = :subDelegates, provider_tenant_id = :provider
                                where tenant_id = :tenant and relationship_id = :id"""), kept)
                .execute());
        handle.createUpdate("""
                        update relationship_request set customer_tenant_id = :customer
                        where tenant_id = :tenant and relationship_id = :id and customer_tenant_id is distinct from :customer""")
                .bind(
                        "customer",
                        kept.relationship()
                                .terms()
                                .customer()
                                .map(TenantId::value)
                                .orElse(null))
                .bind("tenant", kept.relationship().terms().partner().value())
                .bind("id", kept.relationship().terms().id().own())
                .execute();
        publish(handle, kept);
        noteGroups(handle, kept, List.of());
        return kept;
    }

    /** Deletes what nobody has been asked to approve. */
    void delete(Locked locked) {
        RelationshipId id = locked.kept().relationship().terms().id();
        if (locked.kept().relationship().terms().customer().isPresent()) {
            feed.gone(locked.handle(), id.partner(), id.own());
        }
        locked.handle()
                .createUpdate("delete from relationship where tenant_id = :tenant and relationship_id = :id")
                .bind("tenant", id.partner().value())
                .bind("id", id.own())
                .execute();
        trail.deleted(locked.handle(), locked.kept().relationship());
    }

    /** Those of these partners to which time has done, or will soon do, something. */
    List<RelationshipId> due(Collection<TenantId> partners, Instant now) {
        return database.inEach(partners, handle -> handle.createQuery("""
                        select relationship_id, tenant_id from relationship
                        where tenant_id = any (:partners)
                          and (status in ('active', 'expiring') and ends_at <= :soon
                               or status = 'approvalPending' and locked_at <= :longAgo)""")
                .bindArray(
                        "partners",
                        UUID.class,
                        partners.stream().map(TenantId::value).toList())
                .bind("soon", now.plus(Relationship.NOTICE).atOffset(ZoneOffset.UTC))
                .bind("longAgo", now.minus(Relationship.PATIENCE).atOffset(ZoneOffset.UTC))
                .map((row, context) -> new RelationshipId(
                        row.getObject("relationship_id", UUID.class),
                        new TenantId(row.getObject("tenant_id", UUID.class))))
                .list());
    }

    /** Applies to a relationship what time has done to it. */
    void age(RelationshipId id, Instant now) {
        locked(id.partner(), id, now, locked -> {
            Kept stored = find(locked.handle(), id, "").orElseThrow();
            Relationship aged = locked.kept().relationship();
            if (stored.relationship().equals(aged)) {
                return stored;
            }
            Kept written = write(locked.handle(), stored.now(aged, now));
            trail.changed(locked.handle(), Activity.AGE_RELATIONSHIP, stored.relationship(), aged);
            return written;
        });
    }

    /**
     * Notes which groups have delegated access now: those of this relationship, and others that have just lost theirs.
     *
     * @param formerly groups without an assignment here since this transaction
     */
    void noteGroups(Handle handle, Kept kept, List<GroupId> formerly) {
        TenantId partner = kept.relationship().terms().partner();
        var groups = new TreeSet<GroupId>(Comparator.comparing(GroupId::value));
        groups.addAll(formerly);
        Assignments.of(handle, kept.relationship().terms().id()).forEach(one -> groups.add(one.group()));
        // In one order, so that two who do this at once wait for each other and not in a circle.
        for (GroupId group : groups) {
            Groups.lock(handle, partner, group);
            boolean delegates = handle.createQuery("""
                            select exists (select from access_assignment a join relationship r using (tenant_id, relationship_id)
                                           where a.tenant_id = :tenant and a.group_id = :group and a.deleted_at is null and r.status in ('active', 'expiring'))""")
                    .bind("tenant", partner.value())
                    .bind("group", group.value())
                    .mapTo(Boolean.class)
                    .one();
            Groups.delegates(handle, partner, group, delegates);
        }
    }

    /** Says the state of a relationship whose row is locked in this transaction. */
    void publish(Handle handle, Kept kept) {
        RelationshipId id = kept.relationship().terms().id();
        Optional<TenantId> customer = kept.relationship().terms().customer();
        if (customer.filter(named -> Tenants.find(handle, named).isEmpty()).isPresent()) {
            return; // an offer to nobody
        }
        Optional<Set<RoleId>> cap = customer.flatMap(named -> ProviderConstraints.of(handle, named, id.partner()));
        RelationshipState.of(kept, Assignments.of(handle, id), roles -> within(cap, roles))
                .ifPresent(state -> feed.publish(handle, id.partner(), id.own(), state));
    }

    private static Set<RoleId> within(Optional<Set<RoleId>> cap, Set<RoleId> roles) {
        return cap.map(allowed -> roles.stream().filter(allowed::contains).collect(Collectors.toUnmodifiableSet()))
                .orElse(roles);
    }

    /**
     * Every relationship between these that was ever agreed, also ended ones; those that run come first.
     *
     * @param handle bound to one side of each
     * @param most no more than so many
     */
    public static List<Kept> agreed(
            Handle handle, Collection<TenantId> partners, Collection<TenantId> customers, int most) {
        return handle.createQuery(SELECT + """
                          r.tenant_id = any (:partners) and r.customer_tenant_id = any (:customers) and r.activated_at is not null
                          order by (r.status in ('active', 'expiring')) desc, r.activated_at, r.relationship_id limit :most""")
                .bindArray("partners", UUID.class, values(partners))
                .bindArray("customers", UUID.class, values(customers))
                .bind("most", most)
                .map((row, context) -> RelationshipRow.read(row))
                .list();
    }

    /** As {@link #agreed}: every one by which somebody was let into this tenant. */
    public static List<Kept> agreedBy(Handle handle, TenantId customer, int most) {
        return handle.createQuery(
                        SELECT
                                + "r.customer_tenant_id = :customer and r.activated_at is not null"
                                + " order by (r.status in ('active', 'expiring')) desc, r.activated_at, r.relationship_id limit :most")
                .bind("most", most)
                .bind("customer", customer.value())
                .map((row, context) -> RelationshipRow.read(row))
                .list();
    }

    private static List<UUID> values(Collection<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toList();
    }

    /** The running ones between two tenants, each locked, in one order. */
    List<Kept> lockedBetween(Handle handle, TenantId partner, TenantId customer) {
        return handle.createQuery(SELECT + """
                          r.tenant_id = :partner and r.customer_tenant_id = :customer and r.status in ('active', 'expiring')
                          order by r.relationship_id for update""")
                .bind("partner", partner.value())
                .bind("customer", customer.value())
                .map((row, context) -> RelationshipRow.read(row))
                .list();
    }

    private static Optional<Kept> find(Handle handle, RelationshipId id, String lock) {
        return OF_PARTNER.find(handle, "r.relationship_id = :id", lock, sql -> sql.bind(
                        "partner", id.partner().value())
                .bind("id", id.own()));
    }

    /** Changes the relationship of a locked row, as {@link #write} does. */
    Kept change(Locked locked, UnaryOperator<Relationship> change, Instant at) {
        return write(
                locked.handle(), locked.kept().now(change.apply(locked.kept().relationship()), at));
    }
}
