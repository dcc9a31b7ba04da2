package io.homeward.risk.familiarity;

/** A {@link Tuning} made ready for arithmetic. Immutable; one is enough for everybody who shares the tuning. */
public final class Model {
    private final Tuning tuning;
    private final String version;
    private final Decay[] person = new Decay[Level.COUNT];
    private final Decay tenant;

    public Model(Tuning tuning) {
        this.tuning = tuning;
        this.version = tuning.version();
        for (Level level : Level.values()) {
            person[level.place()] = new Decay(tuning.level(level).halfLife());
        }
        this.tenant = new Decay(tuning.hazards().tenantHalfLife());
    }

    public Tuning tuning() {
        return tuning;
    }

    /** As {@link Tuning#version()}. */
    public String version() {
        return version;
    }

    Decay person(Level level) {
        return person[level.place()];
    }

    /** Of whole sign-ins of a person: as the head of the first chain. */
    Decay person() {
        return person[0];
    }

    public Decay tenant() {
        return tenant;
    }
}
