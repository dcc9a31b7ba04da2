package io.homeward.risk.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.profile.FailureShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is guessing from many networks, and what looks like it and is not. */
class CampaignsTest {
    private static final Campaigns CAMPAIGNS = new Campaigns(Limits.SHIPPED.campaign(), Limits.SHIPPED.spray());
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final long SCRIPT = 77;
    private static final long BROWSER = 78;
    private static final int WRONG = 50126;
    private static final Peace QUIET = new Peace(Map.of(), Map.of(), Peace.Past.UNKNOWN, .01, Map.of(), 0);

    private static StrangeTry tried(int name, int network, int place, long agent) {
        return tried(name, network, place, agent, WRONG, 1, 0);
    }

    /** @param tens how many tens of minutes after noon */
    private static StrangeTry tried(int name, int network, int place, long agent, int code, int attempts, int tens) {
        IpAddress ip = IpAddress.parse("20.%d.%d.9".formatted(place / 250, place % 250))
                .orElseThrow();
        return new StrangeTry(
                NOON.plusSeconds(600L * tens), name, network, IpRange.around(ip), agent, false, code, attempts);
    }

    private static List<Campaign> found(List<StrangeTry> tries, Peace peace) {
        return CAMPAIGNS.judge(tries, peace, NOON.plusSeconds(3600)).campaigns();
    }

    private static List<StrangeTry> tries(int many, int networks, long agent) {
        return IntStream.range(0, many)
                .mapToObj(i -> tried(i, 64_500 + i % networks, i % networks, agent, WRONG, 1, i % 6))
                .toList();
    }

    private static Peace past(CampaignKey key, Peace.Past past) {
        return new Peace(
                Map.of(key.kind(), new FailureShare(2, 98)), Map.of(key, past), Peace.Past.UNKNOWN, 1, Map.of(), 1e9);
    }

    @Test
    void two_names_each_from_two_hundred_networks_are_a_cluster() {
        List<Campaign> found = found(tries(400, 200, SCRIPT), QUIET);

        Campaign cluster = found.stream()
                .filter(each -> each.key().kind() == CampaignKey.Kind.CLUSTER)
                .findFirst()
                .orElseThrow();
        assertThat(cluster.names()).isEqualTo(400);
        assertThat(cluster.networks()).hasSize(200);
        assertThat(cluster.members()).contains(0L, 399L);
        assertThat(cluster.code()).isEqualTo(WRONG);
        assertThat(cluster.covers(tried(9, 64_501, 900, SCRIPT, 0, 1, 3)))
                .as("its network and its client")
                .isTrue();
        assertThat(cluster.covers(tried(9, 1, 7, BROWSER, 0, 1, 3)))
                .as("its neighbourhood")
                .isTrue();
        assertThat(cluster.covers(tried(9, 64_501, 900, BROWSER, 0, 1, 3)))
                .as("its network with another client")
                .isFalse();
        assertThat(cluster.covers(tried(9, 1, 900, SCRIPT, 0, 1, 3)))
                .as("its client elsewhere")
                .isFalse();
    }

    @Test
    void whoever_changes_the_client_with_every_try_has_the_failure_in_common() {
        List<StrangeTry> tries = IntStream.range(0, 100)
                .mapToObj(i -> tried(i, 64_500 + i, i, 1_000 + i, WRONG, 1, i % 6))
                .toList();

        assertThat(found(tries, QUIET)).singleElement().satisfies(each -> {
            assertThat(each.key().kind()).isEqualTo(CampaignKey.Kind.CLUSTER);
            assertThat(each.agent()).isZero();
            assertThat(each.names()).isEqualTo(100);
        });
    }

    @Test
    void an_application_gone_wrong_or_an_outage_fails_at_home_most_and_is_none() {
        CampaignKey agent = CampaignKey.agent(BROWSER, false);
        var at = new Peace(
                Map.of(),
                Map.of(agent, new Peace.Past(500, 300, 10, .01)),
                new Peace.Past(900, 300, 0, 0),
                .01,
                Map.of(),
                0);
        List<StrangeTry> abroad = tries(60, 40, BROWSER);

        assertThat(found(abroad, at)).isEmpty();
        assertThat(found(abroad, QUIET))
                .as("the same where nobody fails at home")
                .isNotEmpty();
    }

    @Test
    void telephones_that_go_on_trying_are_none() {
        List<StrangeTry> stubborn = IntStream.range(0, 60)
                .mapToObj(i -> tried(i, 64_500 + i % 30, i % 30, BROWSER, WRONG, 12, i % 6))
                .toList();

        assertThat(found(stubborn, QUIET)).isEmpty();
    }

    @Test
    void whoever_gets_in_there_after_all_is_nobodys_victim() {
        List<StrangeTry> tries = new ArrayList<>(tries(60, 30, BROWSER));
        tries(60, 30, BROWSER)
                .forEach(each -> tries.add(new StrangeTry(
                        each.bucket(), each.name(), each.network(), each.around(), each.agent(), false, 0, 1)));

        assertThat(found(tries, QUIET)).isEmpty();
    }

    @Test
    void a_busy_tenant_has_as_many_every_morning() {
        List<StrangeTry> morning = tries(60, 60, 0);
        var busy = new HashMap<Instant, Integer>();
        IntStream.range(0, 7).forEach(i -> busy.put(NOON.plusSeconds(600L * i), 1_500));

        assertThat(found(morning, new Peace(Map.of(), Map.of(), Peace.Past.UNKNOWN, .01, busy, 0)))
                .isEmpty();
        assertThat(found(morning, QUIET)).as("the same at night").isNotEmpty();
    }

    @Test
    void a_tenant_whose_ordinary_days_come_high_has_a_limit_of_its_own_within_bounds() {
        List<StrangeTry> twenty = tries(20, 20, 0);
        List<StrangeTry> hundred = tries(100, 100, 0);

        assertThat(found(twenty, QUIET)).isNotEmpty();
        assertThat(found(twenty, new Peace(Map.of(), Map.of(), Peace.Past.UNKNOWN, .01, Map.of(), 40)))
                .isEmpty();
        assertThat(found(hundred, new Peace(Map.of(), Map.of(), Peace.Past.UNKNOWN, .01, Map.of(), 1e9)))
                .isNotEmpty();
    }

    @Test
    void a_network_is_held_against_itself_and_never_against_a_number() {
        CampaignKey key = CampaignKey.network(64_500);
        List<StrangeTry> tries = IntStream.range(0, 30)
                .mapToObj(i -> tried(i, 64_500, i % 20, 1_000 + i))
                .toList();

        assertThat(networks(tries, new Peace.Past(100, 0, 20, .02))).hasSize(1);
        assertThat(networks(tries, new Peace.Past(100, 0, 20, .15)))
                .as("it always fails so")
                .isEmpty();
        assertThat(networks(tries, new Peace.Past(3_000, 0, 20, .002)))
                .as("not rarer than chance")
                .isEmpty();
        List<StrangeTry> one = IntStream.range(0, 30)
                .mapToObj(i -> tried(i, 64_500, 5, 1_000 + i))
                .toList();
        assertThat(networks(one, new Peace.Past(100, 0, 20, .02)))
                .as("one neighbourhood is seen by address")
                .isEmpty();
        assertThat(past(key, Peace.Past.UNKNOWN).past(key)).isEqualTo(Peace.Past.UNKNOWN);
    }

    private static List<Campaign> networks(List<StrangeTry> tries, Peace.Past past) {
        return found(tries, past(CampaignKey.network(64_500), past)).stream()
                .filter(each -> each.key().kind() == CampaignKey.Kind.NETWORK)
                .toList();
    }

    @Test
    void a_client_on_ordinary_addresses_is_another_than_on_hidden_ones() {
        List<StrangeTry> hidden = tries(40, 40, SCRIPT).stream()
                .map(each -> new StrangeTry(
                        each.bucket(), each.name(), each.network(), each.around(), SCRIPT, true, WRONG, 1))
                .toList();
        CampaignKey open = CampaignKey.agent(SCRIPT, false);

        List<Campaign> found = found(hidden, past(open, new Peace.Past(2_000, 0, 20, .5)));

        assertThat(found).extracting(Campaign::key).contains(CampaignKey.agent(SCRIPT, true));
        assertThat(CampaignKey.agent(SCRIPT, true)).isNotEqualTo(open);
        assertThat(found.stream().filter(each -> each.key().kind() == CampaignKey.Kind.AGENT))
                .allMatch(each -> each.covers(strange(SCRIPT, 64_503)))
                .as("a client is many people's: elsewhere it accuses nobody")
                .noneMatch(each -> each.covers(strange(SCRIPT, 7)));
    }

    private static StrangeTry strange(long agent, long network) {
        return new StrangeTry(NOON, 9, network, IpRange.of("20.9.9.0/24"), agent, true, 0, 1);
    }

    @Test
    void a_new_release_that_fails_at_home_most_is_no_clients_campaign() {
        var third = new Peace.Past(100, 60, 0, 0);

        assertThat(found(tries(66, 60, BROWSER), past(CampaignKey.agent(BROWSER, false), third)))
                .noneMatch(each -> each.key().kind() == CampaignKey.Kind.AGENT);
        assertThat(found(
                        tries(66, 60, BROWSER), past(CampaignKey.agent(BROWSER, false), new Peace.Past(100, 20, 0, 0))))
                .anyMatch(each -> each.key().kind() == CampaignKey.Kind.AGENT);
    }

    @Test
    void nobody_is_accused_where_as_many_strangers_got_in_alike() {
        List<StrangeTry> tries = tries(60, 30, BROWSER);
        List<StrangeTry> travellers = IntStream.range(0, 30)
                .mapToObj(i -> tried(5_000 + i, 64_500 + i, i, BROWSER, 0, 1, i % 6))
                .toList();

        List<Campaign> found =
                found(Stream.concat(tries.stream(), travellers.stream()).toList(), QUIET);

        assertThat(found).isNotEmpty().noneMatch(Campaign::accuses);
        assertThat(found).noneMatch(each -> each.covers(travellers.getFirst()));
        assertThat(found(tries, QUIET)).allMatch(Campaign::accuses);
    }

    @Test
    void order_and_repetition_do_not_matter_and_what_is_older_than_a_day_neither() {
        List<StrangeTry> tries = new ArrayList<>(tries(200, 100, SCRIPT));
        List<Campaign> ordered = found(tries, QUIET);
        Collections.shuffle(tries, new Random(5));

        assertThat(found(tries, QUIET)).isEqualTo(ordered);
        assertThat(CAMPAIGNS
                        .judge(tries, QUIET, NOON.plus(Campaigns.WINDOW).plusSeconds(3600))
                        .campaigns())
                .isEmpty();
    }
}
