package io.homeward.local.launch;

import java.io.PrintStream;
import java.util.Locale;

/** What the launcher says, each line with the seconds since the start; in colour on a terminal only. */
public final class Console {
    private static final String DIM = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean verbose;
    private final long begin = System.nanoTime();

    /** @param verbose whether what the services log is shown too */
    public Console(PrintStream out, boolean terminal, boolean verbose) {
        this.out = out;
        this.terminal = terminal;
        this.verbose = verbose;
    }

    /** One line with the time. */
    public void say(String text) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        line(dim(String.format(Locale.ROOT, "%6.1f s", seconds)) + "  " + text);
    }

    /** One line as it is. */
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    public void trouble(String text) {
        line(red(text));
    }

    void logged(String service, String text) {
        if (verbose) {
            line(dim(service + " | ") + text);
        }
    }

    public String dim(String text) {
        return coloured(DIM, text);
    }

    public String red(String text) {
        return coloured(RED, text);
    }

    public String green(String text) {
        return coloured(GREEN, text);
    }

    private String coloured(String colour, String text) {
        return terminal ? colour + text + PLAIN : text;
    }
}
