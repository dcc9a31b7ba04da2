package io.homeward.risk.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.risk.detection.Input;
import io.homeward.risk.score.Detectors.Registered;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one detector stands.
 *
 * @param state {@code working}; {@code missingData}: it is silent for want of what is missing; {@code unknown}: it depends on what cannot be seen from here
 * @param needs of each at least one input has to be there
 * @param lastFired when it last found something, as far as a year back
 * @param detections how many it found in 30 days
 * @param fireRate the same for each sign-in of that time that somebody made with the right secret; null where there was none, or what it finds is no
 *     matter of single sign-ins
 */
@JsonInclude
public record DetectorHealth(
        String name,
        String riskEventType,
        String state,
        List<Need> needs,
        @Nullable Instant lastFired,
        long detections,
        @Nullable Double fireRate) {

    /** @param anyOf the inputs of which one is enough */
    public record Need(boolean met, List<Given> anyOf) {}

    /** @param presence {@code present}, {@code missing} or {@code unknown} */
    public record Given(String input, String presence, String words) {}

    /** What a detector has found. */
    record Fired(String name, Instant last, long detections) {}

    static DetectorHealth of(Registered detector, Map<Input, Presence> inputs, Optional<Fired> fired, long signIns) {
        List<Need> needs =
                detector.needs().stream().map(anyOf -> need(anyOf, inputs)).toList();
        long detections = fired.map(Fired::detections).orElse(0L);
        boolean rated = detector.type().signInLinked() && signIns > 0;
        return new DetectorHealth(
                detector.name(),
                detector.type().wireName(),
                state(detector, inputs),
                needs,
                fired.map(Fired::last).orElse(null),
                detections,
                rated ? Double.valueOf((double) detections / signIns) : null);
    }

    private static Need need(Set<Input> anyOf, Map<Input, Presence> inputs) {
        return new Need(
                anyOf.stream().anyMatch(input -> presence(input, inputs) == Presence.YES),
                anyOf.stream()
                        .sorted(Comparator.naturalOrder())
                        .map(input -> new Given(
                                input.wireName(), presence(input, inputs).wireName(), input.words()))
                        .toList());
    }

    private static Presence presence(Input input, Map<Input, Presence> inputs) {
        return inputs.getOrDefault(input, Presence.UNKNOWN);
    }

    private static String state(Registered detector, Map<Input, Presence> inputs) {
        boolean missing = detector.needs().stream()
                .anyMatch(anyOf -> anyOf.stream().allMatch(input -> presence(input, inputs) == Presence.NO));
        boolean met = detector.needs().stream()
                .allMatch(anyOf -> anyOf.stream().anyMatch(input -> presence(input, inputs) == Presence.YES));
        if (missing) {
            return "missingData";
        }
        return met ? "working" : "unknown";
    }
}
