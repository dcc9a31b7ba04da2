package io.homeward.accessrules.review;

import io.homeward.accessrules.GrantKind;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.home.HomeRules;
import io.homeward.accessrules.place.CountryCode;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.NamedLocation;
import io.homeward.accessrules.place.Origin;
import io.homeward.accessrules.place.Platform;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.policy.Circumstances;
import io.homeward.accessrules.policy.ClientAppType;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.accessrules.risk.RiskLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether somebody can sign in at all: without any risk, in a browser, from every kind of place and on every platform the policies tell
 * apart. He is locked out if {@link HomeRules} blocks him in all of these.
 */
final class LockOut {
    /** Places of one kind that are tried; more make no difference anybody would find. */
    private static final int SAMPLES = 12;

    private static final List<IpAddress> ELSEWHERE = Stream.of(
                    "192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "8.8.8.8")
            .map(IpAddress::of)
            .toList();
    private static final Instant NOW = Instant.EPOCH.plusSeconds(86_400L * 365 * 100);

    private final TenantRules rules;
    private final List<Surroundings> everywhere;

    LockOut(TenantRules rules) {
        this.rules = rules;
        this.everywhere = surroundings(rules);
    }

    boolean locksOut(LintFacts.Administrator administrator) {
        return everywhere.stream().noneMatch(where -> letsIn(administrator, where));
    }

    private boolean letsIn(LintFacts.Administrator administrator, Surroundings where) {
        return !(HomeRules.decide(signIn(administrator, where).atHome(rules, NOW), NOW)
                instanceof HomeDecision.Blocked);
    }

    static Hypothetical signIn(LintFacts.Administrator administrator, Surroundings where) {
        var circumstances = new Circumstances(
                administrator.subject(),
                Optional.empty(),
                Optional.of(ClientAppType.BROWSER),
                Optional.of(RiskLevel.NONE),
                Optional.of(RiskLevel.NONE),
                Optional.of(GrantKind.INTERACTIVE),
                where,
                Optional.empty());
        return new Hypothetical(circumstances, administrator.capability(), Optional.empty(), Optional.empty());
    }

    /** One place of every kind, with every platform and with none known. */
    static List<Surroundings> surroundings(TenantRules rules) {
        var addresses = new ArrayList<IpAddress>();
        var countries = new ArrayList<CountryCode>();
        countries.add(CountryCode.NOWHERE);
        for (var location : rules.namedLocations()) {
            switch (location) {
                case NamedLocation.Ip ip ->
                    ip.ranges().stream().limit(1).forEach(range -> addresses.add(range.first()));
                case NamedLocation.Country country ->
                    country.countries().stream()
                            .sorted((one, other) -> one.value().compareTo(other.value()))
                            .limit(1)
                            .forEach(countries::add);
            }
        }
        var within = Stream.concat(elsewhere(rules).stream(), addresses.stream().limit(SAMPLES))
                .toList();
        var platforms = Stream.concat(
                        Stream.of(Platform.values()).map(Optional::of), Stream.of(Optional.<Platform>empty()))
                .toList();
        return within.stream()
                .flatMap(address -> countries.stream()
                        .limit(SAMPLES)
                        .map(country -> new Origin(Optional.of(address), Optional.of(country))))
                .flatMap(origin ->
                        platforms.stream().map(platform -> new Surroundings(origin, platform, Optional.empty())))
                .toList();
    }

    private static Optional<IpAddress> elsewhere(TenantRules rules) {
        return ELSEWHERE.stream()
                .filter(address -> rules.namedLocations().stream()
                        .noneMatch(location -> location instanceof NamedLocation.Ip ip && ip.contains(address)))
                .findFirst();
    }
}
