package io.homeward.tenant;

import java.util.Optional;

/** Thrown when a request cannot be served. The detail is shown to the caller, so it names nothing they may not see. */
public final class Refusal extends RuntimeException {
    private final Fault fault;
    private final String detail;
    private final Optional<String> inner;

    public Refusal(Fault fault) {
        this(fault, fault.title());
    }

    public Refusal(Fault fault, String detail) {
        this(fault, detail, Optional.empty());
    }

    /** @param inner what Graph puts into {@code innerError.message}: the precise reason behind a general text */
    public Refusal(Fault fault, String detail, Optional<String> inner) {
        super(fault + ": " + detail);
        this.fault = fault;
        this.detail = detail;
        this.inner = inner;
    }

    public Fault fault() {
        return fault;
    }

    public String detail() {
        return detail;
    }

    public Optional<String> inner() {
        return inner;
    }
}
