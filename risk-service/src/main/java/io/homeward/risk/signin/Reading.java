package io.homeward.risk.signin;

/** What came of reading one element of a file. The first line is 1. */
public sealed interface Reading {
    long line();

    record Good(long line, SignIn signIn) implements Reading {}

    /** @param reason shown to whoever sent the file */
    record Bad(long line, String reason) implements Reading {}
}
