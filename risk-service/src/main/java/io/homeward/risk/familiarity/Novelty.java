package io.homeward.risk.familiarity;

/**
 * How often a tenant's people showed something new, of how many occasions, for each level, gap since the last sign-in and length of history. Sums, so
 * the order of learning does not matter. Not safe for threads.
 */
public final class Novelty {
    private static final int CELLS = Tuning.GAP_BINS * Tuning.HISTORY_BINS;

    private final double[] fresh = new double[Level.COUNT * CELLS];
    private final double[] occasions = new double[Level.COUNT * CELLS];

    /** What one cell has seen. */
    public record Cell(Level level, int gap, int history, double fresh, double occasions) {}

    /** Negative amounts take back. */
    public void add(Cell cell) {
        int i = index(cell.level, cell.gap, cell.history);
        fresh[i] = Math.max(0, fresh[i] + cell.fresh);
        occasions[i] = Math.max(0, occasions[i] + cell.occasions);
    }

    /** What a cell has seen, whatever it was thought to have seen. */
    void put(Cell cell) {
        int i = index(cell.level, cell.gap, cell.history);
        fresh[i] = cell.fresh;
        occasions[i] = cell.occasions;
    }

    private static int index(Level level, int gap, int history) {
        return level.place() * CELLS + gap * Tuning.HISTORY_BINS + history;
    }

    private double overall(Level level, Tuning tuning, double shipped) {
        double k = 0;
        double m = 0;
        int base = level.place() * CELLS;
        for (int i = base; i < base + CELLS; i++) {
            k += fresh[i];
            m += occasions[i];
        }
        double a = tuning.hazards().prior();
        return (k + a * shipped) / (m + a);
    }

    /** How likely something new is, never out of the question and never certain. */
    double hazard(Level level, int gap, int history, Tuning tuning) {
        return Math.clamp(
                rate(level, gap, history, tuning),
                tuning.hazards().least(),
                tuning.hazards().most());
    }

    /**
     * From the tenant's average over the gap to the length of history, each shrunk to the one before; what is shipped gives the average its value and
     * the gaps and histories their shape.
     */
    double rate(Level level, int gap, int history, Tuning tuning) {
        Tuning.PerLevel shipped = tuning.level(level);
        double a = tuning.hazards().prior();
        double average = overall(level, tuning, shipped.novelty());
        double k = 0;
        double m = 0;
        for (int h = 0; h < Tuning.HISTORY_BINS; h++) {
            int i = index(level, gap, h);
            k += fresh[i];
            m += occasions[i];
        }
        boolean byGap = tuning.hazards().byGap();
        double atGap =
                byGap ? (k + a * capped(average * shipped.byGap().get(gap) / shipped.novelty())) / (m + a) : average;
        double bent = capped(atGap * shipped.byHistory().get(history));
        int i = index(level, gap, history);
        return byGap ? capped((fresh[i] + a * bent) / (occasions[i] + a)) : bent;
    }

    private static double capped(double rate) {
        return Math.min(1, rate);
    }
}
