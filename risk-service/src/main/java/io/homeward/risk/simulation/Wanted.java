package io.homeward.risk.simulation;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.risk.DetectionType;
import io.homeward.accessrules.risk.RiskLevel;
import io.homeward.risk.Fault;
import io.homeward.risk.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A simulation that is asked for.
 *
 * @param requestId the caller's own id of it; the same one again is the same simulation
 * @param riskEventType any the suite knows
 * @param riskLevel where it is missing, what this type mostly has
 * @param signIn what the detection is to say of its sign-in
 */
public record Wanted(
        @Nullable @Pattern(regexp = "[\\x21-\\x7e]{1,128}") String requestId,
        @NotNull @Size(max = 64) String userId,
        @NotNull @Size(max = 128) String riskEventType,
        @Nullable @Pattern(regexp = "low|medium|high") String riskLevel,
        @Nullable @Valid Where signIn) {

    public record Where(
            @Nullable @Size(max = 64) String ipAddress,
            @Nullable @Size(max = 128) String country,
            @Nullable @Size(max = 128) String city,
            @Nullable @Size(max = 512) String userAgent,
            @Nullable @Size(max = 256) String appDisplayName) {}

    /** @throws Refusal where it is no id, worded as for somebody else's person */
    PersonId person() {
        try {
            return new PersonId(UUID.fromString(userId));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.PERSON_NOT_AT_HOME_HERE);
        }
    }

    /** @throws Refusal where nothing here is called that */
    DetectionType type() {
        var type = new DetectionType(riskEventType);
        if (!type.known()) {
            throw new Refusal(Fault.BAD_REQUEST, "riskEventType is none that is known here");
        }
        return type;
    }

    /** @throws Refusal where such a detection never has the level that is asked for */
    RiskLevel level() {
        DetectionType type = type();
        RiskLevel usual = Usual.level(type);
        RiskLevel level =
                Optional.ofNullable(riskLevel).flatMap(RiskLevel::ofWire).orElse(usual);
        if (Usual.saidBySomebody(type).isPresent() && level != RiskLevel.HIGH) {
            throw new Refusal(Fault.BAD_REQUEST, "riskLevel of %s is always high".formatted(type));
        }
        return level;
    }
}
