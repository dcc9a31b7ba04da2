package io.homeward.remediation.credential;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import java.util.List;
import java.util.Map;

/**
 * Why a password cannot be taken.
 *
 * @param text for the person
 */
public record Objection(Reason reason, String text) {

    /** The kinds, as a program tells them apart. */
    public enum Reason {
        @JsonProperty("tooShort")
        TOO_SHORT,
        @JsonProperty("tooLong")
        TOO_LONG,
        /** A control character. */
        @JsonProperty("untypable")
        UNTYPABLE,
        /** Everybody tries it first. */
        @JsonProperty("common")
        COMMON,
        /** The name of the person or the tenant, and little else. */
        @JsonProperty("ownName")
        OWN_NAME,
        @JsonProperty("leaked")
        LEAKED,
        @JsonProperty("current")
        CURRENT,
        @JsonProperty("usedBefore")
        USED_BEFORE
    }

    public Objection {
        requireNonNull(reason, "reason");
        requireNonNull(text, "text");
    }

    /** As it is told: the text for people, the code for programs. */
    public Refusal refusal() {
        return new Refusal(Fault.PASSWORD_UNACCEPTABLE, text, Map.of("reasons", List.of(told())));
    }

    /** @param code the reason's name on the wire */
    record Told(Reason code, String text) {}

    private Told told() {
        return new Told(reason, text);
    }
}
