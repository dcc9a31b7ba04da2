package io.homeward.bench.quality;

import io.homeward.bench.quality.attack.Attacker;
import io.homeward.bench.quality.measure.Interval;
import io.homeward.bench.quality.peer.FreemanSum;
import io.homeward.bench.quality.world.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * What the published data set says about Freeman's model must come out here, too; otherwise a comparison on these populations says nothing
 * about real ones. Published are (with another person's code, on 31 million sign-ins): AUC, how many owners are challenged when 90 % of the
 * attackers are caught, and how many attackers are caught at 1 % challenges.
 */
public final class Gate {
    private static final double AUC_OFF = .03;
    private static final double CHALLENGES_OFF = .06;
    private static final double CAUGHT_OFF = .08;

    /** A figure, what is published, how far off it may be, and what it is here. */
    public record Figure(String name, double published, double tolerance, double here) {
        public boolean holds() {
            return Math.abs(here - published) <= tolerance;
        }
    }

    private Gate() {}

    /** What came out for each seed, averaged. */
    static List<Figure> figures(Profile profile, List<Long> seeds) {
        var naive = new double[3][seeds.size()];
        var vpn = new double[3][seeds.size()];
        var targeted = new double[3][seeds.size()];
        for (int i = 0; i < seeds.size(); i++) {
            Trial trial = Trial.of(profile, seeds.get(i), List.of(new FreemanSum()));
            put(naive, i, trial, Attacker.NAIVE);
            put(vpn, i, trial, Attacker.VPN);
            put(targeted, i, trial, Attacker.TARGETED);
        }
        var figures = new ArrayList<Figure>();
        add(figures, "naive", naive, .933, .201, .350);
        add(figures, "vpn", vpn, .906, .266, .265);
        add(figures, "targeted", targeted, .665, .625, .015);
        return figures;
    }

    private static void put(double[][] of, int seed, Trial trial, Attacker attacker) {
        var roc = new Field(trial, 0).roc(attacker);
        of[0][seed] = roc.auc();
        of[1][seed] = roc.challenges(.90);
        of[2][seed] = roc.caught(.01);
    }

    private static void add(
            List<Figure> to, String who, double[][] here, double auc, double challenges, double caught) {
        to.add(new Figure(who + ", AUC", auc, AUC_OFF, Interval.mean(here[0])));
        to.add(new Figure(who + ", challenges to catch 90 %", challenges, CHALLENGES_OFF, Interval.mean(here[1])));
        to.add(new Figure(who + ", caught at 1 % challenges", caught, CAUGHT_OFF, Interval.mean(here[2])));
    }
}
