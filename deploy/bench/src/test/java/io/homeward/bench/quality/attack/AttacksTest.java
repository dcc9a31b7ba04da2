package io.homeward.bench.quality.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.homeward.bench.quality.world.Device;
import io.homeward.bench.quality.world.Login;
import io.homeward.bench.quality.world.Population;
import io.homeward.bench.quality.world.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule was a real error in somebody's simulator. */
class AttacksTest {
    private static final Profile PROFILE = Profile.CALM.of(1_500);
    private static final List<Login> LOGINS = Population.all(PROFILE, 1);
    private static final Attacks ATTACKS = new Attacks(PROFILE, 1, LOGINS);

    private record Pair(Login owner, Login attack) {}

    private static Stream<Pair> pairs(Attacker attacker) {
        return LOGINS.stream()
                .flatMap(owner -> ATTACKS.replacing(owner, attacker).stream().map(attack -> new Pair(owner, attack)));
    }

    @ParameterizedTest
    @EnumSource
    void an_attack_replaces_a_sign_in_at_its_exact_time(Attacker attacker) {
        assertThat(pairs(attacker)).allSatisfy(pair -> {
            assertThat(pair.attack().at()).isEqualTo(pair.owner().at());
            assertThat(pair.attack().number()).isEqualTo(pair.owner().number());
            assertThat(pair.attack().user()).isEqualTo(pair.owner().user());
            assertThat(pair.attack().mistyped()).isEqualTo(pair.owner().mistyped());
        });
    }

    @Test
    void victims_are_drawn_among_sign_ins_and_not_among_people() {
        Map<Integer, Integer> often = new HashMap<>();
        LOGINS.forEach(login -> often.merge(login.user(), 1, Integer::sum));
        double meanOfAll = LOGINS.stream()
                .mapToInt(login -> often.getOrDefault(login.user(), 0))
                .average()
                .orElse(0);
        double meanOfVictims = LOGINS.stream()
                .filter(ATTACKS::strikes)
                .mapToInt(login -> often.getOrDefault(login.user(), 0))
                .average()
                .orElse(0);
        double share = LOGINS.stream().filter(ATTACKS::strikes).count() / (double) LOGINS.size();

        assertThat(share).isCloseTo(Attacks.VICTIMS, within(.03));
        // Drawn among people, the mean would be far lower, as most sign in but once or twice.
        assertThat(meanOfVictims).isCloseTo(meanOfAll, within(.15 * meanOfAll));
    }

    @ParameterizedTest
    @EnumSource(names = "RENTED", mode = EnumSource.Mode.EXCLUDE)
    void the_address_is_one_from_which_another_person_signs_in_later_and_has_not_yet(Attacker attacker) {
        Map<Integer, List<Login>> byAddress = new HashMap<>();
        LOGINS.forEach(login -> byAddress
                .computeIfAbsent(login.address(), address -> new ArrayList<>())
                .add(login));

        assertThat(pairs(attacker)).allSatisfy(pair -> assertThat(
                        byAddress.getOrDefault(pair.attack().address(), List.of()))
                .anySatisfy(donor -> {
                    assertThat(donor.user()).isNotEqualTo(pair.owner().user());
                    assertThat(donor.at()).isGreaterThanOrEqualTo(pair.owner().at());
                    assertThat(usedBefore(donor, pair.owner(), byAddress)).isFalse();
                }));
    }

    private static boolean usedBefore(Login donor, Login owner, Map<Integer, List<Login>> byAddress) {
        return byAddress.getOrDefault(donor.address(), List.of()).stream()
                .anyMatch(login -> login.user() == donor.user() && login.number() < owner.number());
    }

    @Test
    void a_targeted_attacker_has_everything_of_that_sign_in_but_its_address() {
        assertThat(pairs(Attacker.TARGETED)).isNotEmpty().allSatisfy(pair -> {
            assertThat(pair.attack().device()).isEqualTo(pair.owner().device());
            assertThat(pair.attack().network()).isEqualTo(pair.owner().network());
            assertThat(pair.attack().tenant()).isEqualTo(pair.owner().tenant());
        });
        assertThat(pairs(Attacker.TARGETED)
                        .filter(pair -> pair.attack().address() != pair.owner().address()))
                .hasSizeGreaterThan((int) (.95 * pairs(Attacker.TARGETED).count()));
    }

    @Test
    void a_vpn_attacker_is_in_the_country_of_that_sign_in() {
        assertThat(pairs(Attacker.VPN)).isNotEmpty().allSatisfy(pair -> assertThat(
                        pair.attack().country())
                .isEqualTo(pair.owner().country()));
    }

    @ParameterizedTest
    @EnumSource
    void nobody_holds_what_is_not_out_yet(Attacker attacker) {
        assertThat(pairs(attacker)).allSatisfy(pair -> assertThat(
                        Population.isOut(pair.attack().device(), pair.attack().at()))
                .isTrue());
    }

    @Test
    void what_comes_later_changes_nothing_an_owner_does_now() {
        Set<Login> whole = new HashSet<>(LOGINS);
        var stream = new Population(PROFILE, 1);
        for (int i = 0; i < LOGINS.size() / 2; i++) {
            assertThat(whole).contains(stream.next());
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_audit_finds_no_more_than_chance_in_what_is_not_the_attack(Attacker attacker) {
        assertThat(audited(attacker, false).values())
                .allSatisfy(auc -> assertThat(auc).isLessThan(LeakAudit.MOST));
    }

    @Test
    void the_audit_bites_where_attackers_come_at_their_own_hours_or_with_rare_devices() {
        assertThat(audited(Attacker.NAIVE, true).get(LeakAudit.Group.TIME)).isGreaterThan(LeakAudit.MOST);
        assertThat(audited(Attacker.NAIVE, true).get(LeakAudit.Group.RARITY)).isGreaterThan(LeakAudit.MOST);
    }

    /** With a simulator that leaks, if wanted: half a day later, on a device nobody else has. */
    private static Map<LeakAudit.Group, Double> audited(Attacker attacker, boolean leaking) {
        var audit = new LeakAudit();
        for (Login owner : LOGINS) {
            Optional<Login> attack = owner.number() < LOGINS.size() / 2
                    ? Optional.empty()
                    : ATTACKS.replacing(owner, attacker).map(each -> leaking ? leaking(each) : each);
            attack.ifPresent(each -> audit.replaced(owner, each, attacker));
            audit.learn(owner);
        }
        return audit.found().getOrDefault(attacker, Map.of());
    }

    private static Login leaking(Login attack) {
        var device = attack.device();
        return new Login(
                attack.number(),
                attack.tenant(),
                attack.user(),
                attack.at() + 40 * 86_400,
                attack.address(),
                new Device(device.os(), device.browser(), 900, 1, 1),
                attack.mistyped());
    }
}
