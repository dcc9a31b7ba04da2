package io.homeward.remediation;

/** Thrown when a request cannot be served. The detail is shown to the caller, so it names nothing they may not see. */
public final class Refusal extends RuntimeException {
    private final Fault fault;
    private final String detail;

    public Refusal(Fault fault, String detail) {
        super(fault + ": " + detail);
        this.fault = fault;
        this.detail = detail;
    }

    public Fault fault() {
        return fault;
    }

    public String detail() {
        return detail;
    }
}
