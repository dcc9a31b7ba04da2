package io.homeward.risk.familiarity;

import java.util.ArrayList;
import java.util.List;

/**
 * One sign-in held against the past: all that a score depends on, besides the model. Kept with the score, so that it can be replayed bit for bit; hence
 * its numbers are stored as they are used.
 *
 * @param history how many sign-ins the person had been accepted with
 * @param seen one for each {@link Level}, in its order
 */
public record Observation(int history, List<Seen> seen) {
    public Observation {
        seen = List.copyOf(seen);
        if (seen.size() != Level.COUNT) {
            throw new IllegalArgumentException("Every level is observed");
        }
    }

    /**
     * @param count decayed weight of the value in the person's past
     * @param total decayed weight of all values under its parent there
     * @param usual its share in the tenant, given its parent
     * @param novelty how likely the person was to show a new value just then
     */
    public record Seen(Standing standing, float count, float total, float usual, float novelty) {
        static Seen mute(Standing standing) {
            return new Seen(standing, 0, 0, 0, 0);
        }

        /** Its share in the person's past. */
        public double share() {
            return total > 0 ? (double) count / total : 0;
        }
    }

    /** How a value stands to the person's past. */
    public enum Standing {
        /** Used before. */
        KNOWN,
        /** Never used, though its parent was. */
        NEW,
        /** Part of something new: says nothing about the person. */
        WITHIN_NEW,
        /** The person's past knows nothing of this kind yet. */
        NOT_RECORDED,
        /** Beyond judging. */
        NOT_EVALUABLE,
        /** A registered device was recognised; its details do not matter. */
        VOUCHED_FOR;

        /** Whether it adds to the score. */
        public boolean speaks() {
            return switch (this) {
                case KNOWN, NEW, WITHIN_NEW -> true;
                case NOT_RECORDED, NOT_EVALUABLE, VOUCHED_FOR -> false;
            };
        }

        /** Whether the person never used it. */
        public boolean isNew() {
            return this == NEW || this == WITHIN_NEW;
        }

        public String wireName() {
            return switch (this) {
                case KNOWN -> "known";
                case NEW -> "new";
                case WITHIN_NEW -> "withinNew";
                case NOT_RECORDED -> "notRecorded";
                case NOT_EVALUABLE -> "notEvaluable";
                case VOUCHED_FOR -> "vouchedFor";
            };
        }
    }

    /** The same as if nothing had been recorded of a chain, so that it says nothing. */
    public Observation without(Level.Chain chain) {
        var left = new ArrayList<Seen>();
        for (Level level : Level.values()) {
            left.add(level.chain() == chain ? Seen.mute(Standing.NOT_RECORDED) : at(level));
        }
        return new Observation(history, left);
    }

    public Seen at(Level level) {
        return seen.get(level.place());
    }

    /** Whether there was a past to hold it against. */
    public boolean hasHistory() {
        return history > 0;
    }
}
