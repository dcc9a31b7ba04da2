package io.homeward.bench.quality.spray;

import io.homeward.accessrules.place.IpAddress;
import io.homeward.accessrules.place.IpRange;
import io.homeward.risk.detection.Campaigns;
import io.homeward.risk.detection.Limits;
import io.homeward.risk.detection.PasswordSpray;
import io.homeward.risk.detection.Peace;
import io.homeward.risk.detection.StrangeTry;
import io.homeward.risk.profile.FailureShare;
import io.homeward.risk.profile.SourceActivity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The detector of risk-service, on the sums it keeps. For all alerts it is asked at the end of each ten minutes. */
final class EngineRule implements SprayRule {
    private static final long BUCKET = SourceActivity.BUCKET.toSeconds();

    private static final PasswordSpray SPRAY = new PasswordSpray(Limits.SHIPPED.spray());

    private static final Campaigns CAMPAIGNS = new Campaigns(Limits.SHIPPED.campaign(), Limits.SHIPPED.spray());
    private static final Peace QUIET = new Peace(Map.of(), Map.of(), Peace.Past.UNKNOWN, .01, Map.of(), 0);
    private static final int WRONG_PASSWORD = 50126;

    private record Key(IpAddress ip, Instant bucket, long name) {}

    private record Asked(IpAddress ip, Instant bucket) {}

    @Override
    public String name() {
        return "Homeward";
    }

    @Override
    public List<Long> alerts(List<Attempt> attempts) {
        var sums = new HashMap<Key, int[]>();
        var asked = new HashSet<Asked>();
        for (Attempt attempt : attempts) {
            asked.add(counted(sums, attempt));
        }
        SourceActivity activity = activity(sums);
        return asked.stream()
                .filter(each -> SPRAY.alert(each.ip, activity, each.bucket).isPresent())
                .map(each -> each.bucket.getEpochSecond() + BUCKET)
                .sorted()
                .toList();
    }

    @Override
    public Optional<Long> first(List<Attempt> attempts) {
        var sums = new HashMap<Key, int[]>();
        for (Attempt attempt : attempts) {
            Asked asked = counted(sums, attempt);
            boolean wrong = attempt.ending() == Attempt.Ending.WRONG;
            if (wrong && SPRAY.alert(asked.ip, activity(sums), asked.bucket).isPresent()) {
                return Optional.of(attempt.at());
            }
        }
        return Optional.empty();
    }

    /** On a quiet day of a tenant, at which nobody was let in from there before; every neighbourhood is a network of its own. */
    @Override
    public Optional<Long> across(List<Attempt> attempts) {
        var tries = new ArrayList<StrangeTry>();
        for (Attempt attempt : attempts) {
            Instant bucket = SourceActivity.bucket(Instant.ofEpochSecond(attempt.at()));
            boolean wrong = attempt.ending() == Attempt.Ending.WRONG;
            tries.add(new StrangeTry(
                    bucket,
                    attempt.name(),
                    attempt.neighbourhood(),
                    IpRange.around(address(attempt.source())),
                    1,
                    false,
                    wrong ? WRONG_PASSWORD : 0,
                    1));
            if (wrong && !CAMPAIGNS.judge(tries, QUIET, bucket).campaigns().isEmpty()) {
                return Optional.of(attempt.at());
            }
        }
        return Optional.empty();
    }

    private static Asked counted(Map<Key, int[]> sums, Attempt attempt) {
        IpAddress ip = address(attempt.source());
        Instant bucket = SourceActivity.bucket(Instant.ofEpochSecond(attempt.at()));
        int[] sum = sums.computeIfAbsent(new Key(ip, bucket, attempt.name()), key -> new int[2]);
        sum[attempt.ending() == Attempt.Ending.WRONG ? 0 : 1]++;
        return new Asked(ip, bucket);
    }

    private static SourceActivity activity(Map<Key, int[]> sums) {
        return new SourceActivity(sums.entrySet().stream().map(EngineRule::row).toList(), FailureShare.SHIPPED);
    }

    private static SourceActivity.Row row(Map.Entry<Key, int[]> sum) {
        Key key = sum.getKey();
        return new SourceActivity.Row(key.ip, key.bucket, key.name, sum.getValue()[0], sum.getValue()[1]);
    }

    private static IpAddress address(int source) {
        return IpAddress.parse("%d.%d.%d.%d"
                        .formatted(20 + (source >>> 24), source >>> 16 & 255, source >>> 8 & 255, source & 255))
                .orElseThrow();
    }
}
