package io.homeward.bench.quality;

import io.homeward.bench.quality.peer.AlertRules;
import io.homeward.bench.quality.peer.Chance;
import io.homeward.bench.quality.peer.FreemanSum;
import io.homeward.bench.quality.peer.FreemanWeighted;
import io.homeward.bench.quality.peer.LogOdds;
import io.homeward.bench.quality.peer.NoveltyCount;
import io.homeward.bench.quality.peer.Scorer;
import io.homeward.bench.quality.world.Profile;
import io.homeward.risk.familiarity.Tuning;
import java.util.List;

/** Who takes part, in the order of the tables. */
public final class Models {
    public static final String OURS = "Homeward";
    public static final String STRICT = "Homeward, targeted .25";
    public static final String LENIENT = "Homeward, targeted 0";
    public static final String WITHOUT_GAP = "Homeward without gap";
    public static final String FREEMAN = "Freeman, sum of ratios";
    public static final String FREEMAN_WEIGHTED = "Freeman, weighted levels";
    public static final String COUNT = "novel-feature count";
    public static final String LOG_ODDS = "Keycloak-style log-odds";
    public static final String TRUTH = "the limit: true frequencies of networks";
    public static final String RULES = "BuffaLogs-style, every alert";

    private Models() {}

    static List<Scorer> all(Profile profile) {
        Tuning shipped = Tuning.SHIPPED;
        return List.of(
                new Chance(),
                new NoveltyCount(),
                new FreemanWeighted(),
                new FreemanSum(),
                new LogOdds(),
                new AlertRules(false),
                new AlertRules(true),
                new Ours(OURS, shipped),
                new Ours(LENIENT, shipped.withTargeted(0)),
                new Ours(STRICT, shipped.withTargeted(.25)),
                new Ours(WITHOUT_GAP, shipped.withoutGap()),
                new Ours("Homeward without mixture", shipped.withoutMixture()),
                new Ours("Homeward without flat component", shipped.withoutForeign()),
                new Truth(profile));
    }
}
