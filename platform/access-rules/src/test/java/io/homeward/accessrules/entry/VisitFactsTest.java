package io.homeward.accessrules.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.DirectoryRole;
import io.homeward.accessrules.Epochs;
import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.GroupId;
import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.RoleId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.entry.Relationship.Assignment;
import io.homeward.accessrules.entry.Relationship.Suspension;
import io.homeward.accessrules.entry.Session.TokenOf;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.ExternalAccess;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.policy.WaiverId;
import io.homeward.accessrules.risk.RiskDetail;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.accessrules.risk.RiskState;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.accessrules.standing.Capability;
import io.homeward.accessrules.standing.Freshness;
import io.homeward.accessrules.standing.HomeWaiver;
import io.homeward.accessrules.standing.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Of what is known, what counts: ways, rights, inherited risks and waivers. */
class VisitFactsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final RoleId ROLE = DirectoryRole.HELPDESK_ADMINISTRATOR.id();
    private static final GroupId GROUP = new GroupId(id(90));
    private static final TenantId CUSTOMER = new TenantId(id(1));
    private static final TenantId RESELLER = new TenantId(id(2));
    private static final TenantId HOME = new TenantId(id(3));
    private static final PersonId TOM = new PersonId(id(4));
    private static final PersonId BEFORE = new PersonId(id(5));

    private final Directory directory = new Directory();

    @Test
    void an_offer_is_no_way_and_an_ended_one_tells_why() {
        directory.relationship(HOME, CUSTOMER, "approvalPending", Optional.empty());
        assertThat(path()).isEqualTo(new EntryPath.None());

        directory.relationship(HOME, CUSTOMER, "terminated", Optional.empty());

        assertThat(chains()).hasSize(1);
    }

    @Test
    void a_live_way_is_not_lost_among_many_ended_ones_and_offers() {
        for (var i = 0; i < 500; i++) {
            directory.relationship(HOME, CUSTOMER, i % 2 == 0 ? "created" : "expired", Optional.empty());
        }
        directory.relationship(HOME, CUSTOMER, "active", Optional.empty());

        assertThat(chains()).hasSize(1);
        assertThat(chains().getFirst().active(NOW)).isTrue();
    }

    @Test
    void through_others_only_where_the_tenant_entered_named_the_home() {
        directory.relationship(RESELLER, CUSTOMER, "active", Optional.empty());
        directory.relationship(HOME, RESELLER, "active", Optional.empty());
        assertThat(path()).isEqualTo(new EntryPath.None());

        directory.relationship(RESELLER, CUSTOMER, "active", Optional.empty(), HOME);

        assertThat(chains()).singleElement().satisfies(chain -> assertThat(chain.hops())
                .hasSize(2));
        assertThat(path().roles()).containsExactly(ROLE);
    }

    @Test
    void what_a_tenant_granted_that_is_gone_is_over() {
        directory.relationship(RESELLER, CUSTOMER, "active", Optional.empty(), HOME);
        directory.relationship(HOME, RESELLER, "active", Optional.empty());
        directory.rules.remove(RESELLER);

        assertThat(chains().getFirst().hops().getLast().status()).isEqualTo(Hop.Status.TERMINATED);
    }

    @Test
    void a_guest_comes_as_one_unless_his_organisation_lets_him_in_or_is_suspended() {
        directory.invitations.add(account(new PersonId(id(8)), Optional.of("Accepted"), Set.of()));
        assertThat(path()).isInstanceOf(EntryPath.Invited.class);
        directory.relationship(HOME, CUSTOMER, "expired", Optional.empty());
        assertThat(path()).isInstanceOf(EntryPath.Invited.class);

        directory.relationship(HOME, CUSTOMER, "active", Optional.of(new Suspension("customer", Optional.empty())));

        assertThat(path()).isInstanceOf(EntryPath.Delegated.class);
    }

    @Test
    void a_pending_invitation_is_none_that_counts() {
        directory.invitations.add(account(new PersonId(id(8)), Optional.of("PendingAcceptance"), Set.of()));

        assertThat(path()).isEqualTo(new EntryPath.Invited(false, Set.of(ROLE)));
    }

    @Test
    void only_open_risks_are_inherited() {
        directory.person = Optional.of(account(TOM, Optional.empty(), Set.of(BEFORE)));
        directory.risks.put(BEFORE, risk(RiskState.REMEDIATED, 2));
        assertThat(facts().inherited()).isEmpty();

        directory.risks.put(BEFORE, risk(RiskState.AT_RISK, 3));

        assertThat(facts().inherited()).containsExactly(risk(RiskState.AT_RISK, 3));
    }

    @Test
    void the_waiver_is_one_that_names_this_risk_is_accepted_and_not_revoked() {
        directory.risks.put(TOM, risk(RiskState.AT_RISK, 3));
        directory.waivers.add(waiver(11, 2, false));
        directory.waivers.add(waiver(12, 3, true));
        assertThat(facts().waiver()).isEmpty();

        directory.waivers.add(waiver(13, 3, false));
        directory.waivers.add(waiver(14, 3, false));
        directory.rules.put(
                CUSTOMER,
                TenantRules.none(CUSTOMER, "Customer")
                        .with(new ExternalAccess(
                                RiskLevel.HIGH,
                                ExternalAccess.MfaTrust.NONE,
                                false,
                                Set.of(),
                                Set.of(),
                                Set.of(new WaiverId(id(13))))));

        assertThat(facts().waiver()).map(Waiver::id).contains(new WaiverId(id(13)));
    }

    @Test
    void somebody_nobody_knows_is_as_good_as_disabled() {
        directory.person = Optional.empty();

        assertThat(facts().disabled()).isTrue();
        assertThat(facts().atHome().groups()).isEmpty();
    }

    private static UUID id(long n) {
        return new UUID(0, n);
    }

    private ForeignEntry facts() {
        var session = new Session(
                Epochs.FIRST,
                Optional.empty(),
                false,
                GrantKind.EXCHANGE_OF_HOME_TOKEN,
                true,
                Optional.empty(),
                Optional.empty(),
                TokenOf.PERSON);
        var visit = new Visit(TOM, HOME, CUSTOMER, session, Optional.empty(), Surroundings.UNKNOWN);
        return new VisitFacts(directory).person(visit, NOW);
    }

    private EntryPath path() {
        return facts().path();
    }

    private List<Chain> chains() {
        return ((EntryPath.Delegated) path()).chains();
    }

    private static DirectoryPerson account(PersonId person, Optional<String> invited, Set<PersonId> before) {
        return new DirectoryPerson(
                person,
                invited.isPresent() ? CUSTOMER : HOME,
                true,
                false,
                Set.of(ROLE),
                Set.of(GROUP),
                Optional.empty(),
                invited.map(state -> new DirectoryPerson.Guest(HOME, TOM, state)),
                before);
    }

    private static UserRisk risk(RiskState state, long epoch) {
        return new UserRisk(
                RiskLevel.HIGH, state, RiskDetail.NONE, Optional.of(NOW), epoch, List.of(), Optional.empty());
    }

    private static HomeWaiver waiver(long id, long epoch, boolean revoked) {
        return new HomeWaiver(
                new WaiverId(id(id)),
                HOME,
                TOM,
                epoch,
                Set.of(new PersonId(id(21)), new PersonId(id(22))),
                "tonight's migration",
                NOW,
                NOW.plusSeconds(60),
                Optional.empty(),
                revoked);
    }

    /** Everything there is. */
    private static final class Directory implements Known {
        private final Map<TenantId, TenantRules> rules = new HashMap<>(Map.of(
                CUSTOMER, TenantRules.none(CUSTOMER, "Customer"),
                RESELLER, TenantRules.none(RESELLER, "Reseller"),
                HOME, TenantRules.none(HOME, "Home")));
        private Optional<DirectoryPerson> person = Optional.of(account(TOM, Optional.empty(), Set.of()));
        private final List<DirectoryPerson> invitations = new ArrayList<>();
        private final List<Relationship> relationships = new ArrayList<>();
        private final Map<PersonId, UserRisk> risks = new HashMap<>();
        private final List<HomeWaiver> waivers = new ArrayList<>();

        void relationship(
                TenantId partner,
                TenantId customer,
                String status,
                Optional<Suspension> suspended,
                TenantId... subDelegates) {
            relationships.add(new Relationship(
                    relationships.size() + "-" + partner,
                    partner,
                    customer,
                    status,
                    Set.of(ROLE),
                    Optional.empty(),
                    List.of(new Assignment(GROUP, Set.of(ROLE))),
                    suspended,
                    Set.of(subDelegates)));
        }

        @Override
        public Optional<TenantRules> rules(TenantId tenant) {
            return Optional.ofNullable(rules.get(tenant));
        }

        @Override
        public Optional<DirectoryPerson> person(TenantId home, PersonId id) {
            return person;
        }

        @Override
        public List<DirectoryPerson> invitations(TenantId home, PersonId id, TenantId inviting) {
            return invitations;
        }

        @Override
        public List<Relationship> relationships(TenantId partner, TenantId customer) {
            return relationships.stream()
                    .filter(each ->
                            each.partner().equals(partner) && each.customer().equals(customer))
                    .toList();
        }

        @Override
        public List<Relationship> passingOn(TenantId customer, TenantId home) {
            return relationships.stream()
                    .filter(each -> each.customer().equals(customer)
                            && each.subDelegates().contains(home))
                    .toList();
        }

        @Override
        public Optional<UserRisk> risk(TenantId home, PersonId id) {
            return Optional.ofNullable(risks.get(id));
        }

        @Override
        public Optional<Capability> capability(TenantId home, PersonId id) {
            return Optional.empty();
        }

        @Override
        public List<HomeWaiver> waivers(TenantId home, PersonId id) {
            return waivers;
        }

        @Override
        public Freshness freshness() {
            return new Freshness(Map.of());
        }
    }
}
