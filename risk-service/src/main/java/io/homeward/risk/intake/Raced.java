package io.homeward.risk.intake;

/** Somebody else has taken one of the sign-ins in meanwhile: everything is undone, and seen the next time. */
public final class Raced extends RuntimeException {
    public Raced() {
        super("Another batch has taken in one of these sign-ins");
    }
}
