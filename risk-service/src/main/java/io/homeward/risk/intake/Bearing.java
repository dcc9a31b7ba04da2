package io.homeward.risk.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is found in sign-ins bears on people's risk. By section 4 an import of old data changes no risk state; what is found in it is kept
 * all the same, and profiles learn from it.
 */
public enum Bearing {
    /** They come as they happen, or a little later: whatever is not {@link IntakeSettings#oldAfter} counts. */
    LIVE,
    /** A file of which nobody said what it is: its last days may be this morning's attack, all before is history. */
    RECENT,
    /** History: nothing counts. */
    NONE;

    /** @param live what somebody said about a file; null: nothing */
    public static Bearing of(@Nullable Boolean live) {
        return live == null ? RECENT : live ? LIVE : NONE;
    }

    /** What was found in sign-ins after this counts. */
    Instant after(Instant now, IntakeSettings settings) {
        return switch (this) {
            case LIVE -> now.minus(settings.oldAfter());
            case RECENT -> now.minus(settings.recent());
            case NONE -> Instant.MAX;
        };
    }
}
