package io.homeward.bench.quality.attack;

import io.homeward.bench.quality.world.Dice;
import io.homeward.bench.quality.world.Login;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whose addresses attackers come from: sign-ins of others that are still to come. */
final class Donors {
    /** Among so many candidates one is suitable, or the victim has none. */
    private static final int TRIES = 60;

    private final List<Login> logins;
    private final long[] firstUse;
    private final int[] everybody;
    private final Map<Integer, int[]> ofCountry;
    private final Map<Integer, int[]> ofNetwork;
    private final List<Integer> networks;

    Donors(List<Login> logins) {
        this.logins = logins;
        this.firstUse = firstUse(logins);
        this.everybody = IntStream.range(0, logins.size()).toArray();
        this.ofCountry = by(Login::country);
        this.ofNetwork = by(Login::network);
        this.networks = ofNetwork.keySet().stream().sorted().toList();
    }

    /** For each sign-in, when that person first came from that address. */
    private static long[] firstUse(List<Login> logins) {
        var known = new HashMap<Long, Long>();
        var first = new long[logins.size()];
        for (Login login : logins) {
            long key = (long) login.user() << 32 | login.address();
            first[login.number()] = known.computeIfAbsent(key, absent -> login.at());
        }
        return first;
    }

    private Map<Integer, int[]> by(ToIntFunction<Login> property) {
        return logins.stream()
                .collect(Collectors.groupingBy(
                        property::applyAsInt,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Login::number, Collectors.toList()),
                                numbers ->
                                        numbers.stream().mapToInt(each -> each).toArray())));
    }

    Optional<Login> anybody(Dice dice, Login victim) {
        return among(everybody, dice, victim);
    }

    Optional<Login> inCountry(Dice dice, Login victim) {
        return among(ofCountry.getOrDefault(victim.country(), new int[0]), dice, victim);
    }

    Optional<Login> inNetwork(Dice dice, Login victim) {
        return among(ofNetwork.getOrDefault(victim.network(), new int[0]), dice, victim);
    }

    /** Of any network in use, each as likely as every other. */
    Optional<Login> inAnyNetwork(Dice dice, Login victim) {
        for (int tries = 0; tries < TRIES; tries++) {
            int[] there = ofNetwork.getOrDefault(networks.get(dice.below(networks.size())), new int[0]);
            Optional<Login> donor = among(there, dice, victim);
            if (donor.isPresent()) {
                return donor;
            }
        }
        return Optional.empty();
    }

    private Optional<Login> among(int[] numbers, Dice dice, Login victim) {
        int after = Arrays.binarySearch(numbers, victim.number());
        int from = after >= 0 ? after + 1 : -after - 1;
        for (int tries = 0; from < numbers.length && tries < TRIES; tries++) {
            Login donor = logins.get(numbers[from + dice.below(numbers.length - from)]);
            if (donor.user() != victim.user() && firstUse[donor.number()] > victim.at()) {
                return Optional.of(donor);
            }
        }
        return Optional.empty();
    }
}
