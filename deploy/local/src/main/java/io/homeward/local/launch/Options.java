package io.homeward.local.launch;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param once stop after the story (or the import); the exit code says whether all went as expected
 * @param story whether the story is played
 * @param fresh whether the data of earlier runs is discarded
 * @param verbose whether the services' logs are shown
 * @param addressData whether databases about addresses are fetched first
 * @param portOffset added to every port
 * @param data where everything that lasts is kept
 * @param imports sign-in files to score; with any, there is no story
 */
public record Options(
        boolean once,
        boolean story,
        boolean fresh,
        boolean verbose,
        boolean addressData,
        int portOffset,
        Path data,
        List<Path> imports) {

    static final String USAGE = """
            deploy/local/run [options]     the whole suite on this machine, and the story

              --once            stop after the story; exit code 0 only if every step was as expected
              --no-story        start, print who may sign in, stay up
              --fresh           discard the data of earlier runs first
              --import FILE...  score sign-ins from files (Graph signIn as JSON array, {"value":[…]} or NDJSON; OpenSSH
                                auth.log) in an organisation of their own, and show who is risky; no story
              --with-address-data   fetch databases about addresses with npm first (130 MB; CC BY 4.0: DB-IP, RouteViews,
                                NRO) into the data folder's intel/, where files of one's own can be dropped, too
              --verbose         show what the services log
              --port-offset N   add N to every port, so that a second copy can run beside this one (with its own --data)
              --data DIR        where the data is kept (default: deploy/local/data)
              --help            this text
            """;

    /** Where what was typed cannot be understood. The message is for the person who typed it; empty where he asked for help. */
    static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1;

        Misunderstood(String message) {
            super(message);
        }
    }

    public Options {
        imports = List.copyOf(imports);
    }

    /** @param usualData the data folder where none is named */
    static Options parse(List<String> arguments, Path usualData) throws Misunderstood {
        boolean once = false;
        boolean story = true;
        boolean fresh = false;
        boolean verbose = false;
        boolean addressData = false;
        int portOffset = 0;
        Path data = usualData;
        List<Path> imports = new ArrayList<>();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String option = left.remove();
            switch (option) {
                case "--once" -> once = true;
                case "--no-story" -> story = false;
                case "--fresh" -> fresh = true;
                case "--verbose" -> verbose = true;
                case "--with-address-data" -> addressData = true;
                case "--port-offset" -> portOffset = offset(value(option, left));
                case "--data" -> data = Path.of(value(option, left));
                case "--import" -> {
                    imports.add(Path.of(value(option, left)));
                    while (!left.isEmpty() && !left.getFirst().startsWith("--")) {
                        imports.add(Path.of(left.remove()));
                    }
                }
                case "--help", "-h" -> throw new Misunderstood("");
                default -> throw new Misunderstood("Unknown option: " + option);
            }
        }
        return new Options(
                once,
                story && imports.isEmpty(),
                fresh,
                verbose,
                addressData,
                portOffset,
                data.toAbsolutePath().normalize(),
                imports);
    }

    private static String value(String option, Deque<String> left) throws Misunderstood {
        if (left.isEmpty() || left.getFirst().startsWith("--")) {
            throw new Misunderstood(option + " wants a value");
        }
        return left.remove();
    }

    private static int offset(String text) throws Misunderstood {
        int highest = 65_535 - Ports.HIGHEST;
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > highest) {
            throw new Misunderstood("--port-offset wants a number from 0 to " + highest + ", not " + text);
        }
        return Integer.parseInt(text);
    }
}
