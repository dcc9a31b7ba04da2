package io.homeward.remediation;

import java.util.Map;

/** Thrown when a request cannot be served. The detail is shown to the caller, so it names nothing they may not see. */
public final class Refusal extends RuntimeException {
    private final Fault fault;
    private final String detail;
    private final transient Map<String, Object> members;

    public Refusal(Fault fault, String detail) {
        this(fault, detail, Map.of());
    }

    /** @param members what a program reads of it besides */
    public Refusal(Fault fault, String detail, Map<String, Object> members) {
        super(fault + ": " + detail);
        this.fault = fault;
        this.detail = detail;
        this.members = Map.copyOf(members);
    }

    public Fault fault() {
        return fault;
    }

    public String detail() {
        return detail;
    }

    public Map<String, Object> members() {
        return members;
    }
}
