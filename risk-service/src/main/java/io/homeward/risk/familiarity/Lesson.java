package io.homeward.risk.familiarity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What one accepted sign-in teaches, as seen when it was learned: a person's profile and the tenant's population learn it, and unlearn exactly it.
 *
 * @param weight 1 as a rule, a half after a quarantine, 2 where an administrator vouched for it; greater than 0
 * @param gap which bin of time since the sign-in before
 * @param history which bin of how many sign-ins there were before
 * @param occasions levels whose parent was familiar, so that something new might have shown
 * @param fresh those of them that were new
 */
public record Lesson(Features features, double weight, int gap, int history, Set<Level> occasions, Set<Level> fresh) {
    public Lesson {
        if (!(weight > 0 && weight <= 16)) {
            throw new IllegalArgumentException("No weight: " + weight);
        }
        occasions = Collections.unmodifiableSet(copy(occasions));
        fresh = Collections.unmodifiableSet(copy(fresh));
    }

    private static Set<Level> copy(Set<Level> levels) {
        return levels.isEmpty() ? EnumSet.noneOf(Level.class) : EnumSet.copyOf(levels);
    }

    /** What the tenant's table of novelty gains by it. */
    public List<Novelty.Cell> novelty() {
        var cells = new ArrayList<Novelty.Cell>(occasions.size());
        for (Level level : occasions) {
            cells.add(new Novelty.Cell(level, gap, history, fresh.contains(level) ? weight : 0, weight));
        }
        return cells;
    }

    /** The same taken back. */
    public List<Novelty.Cell> noveltyTakenBack() {
        return novelty().stream()
                .map(cell -> new Novelty.Cell(cell.level(), gap, history, -cell.fresh(), -cell.occasions()))
                .toList();
    }
}
