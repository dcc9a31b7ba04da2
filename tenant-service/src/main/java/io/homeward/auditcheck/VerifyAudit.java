package io.homeward.auditcheck;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The verifier's command line. Ends with 0 where every trail is unbroken, 1 where one is not, 2 where it could not look.
 */
public final class VerifyAudit {
    private static final String USAGE = """
            Checks audit trails: that no entry was changed, taken away, put between or moved.

              audit-verify FILE... [--key PEM] [--kept FILE]...
              audit-verify --database JDBC-URL --user NAME [--tenant ID]... [--key PEM] [--kept FILE]...

              FILE             an export (GET /v1/audit/export), as it was written
              --key PEM        the public key of checkpoints: with it a trail that was written anew as a whole is found
              --kept FILE      an earlier export that was kept elsewhere: the trail must still be what its checkpoints say
              --tenant ID      only this tenant; otherwise all that the platform's tenant lists
              --platform ID    the platform's tenant, where it is not the usual one
            The password of the database comes from the environment variable PGPASSWORD.
            """;
    private static final UUID PLATFORM = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final PrintStream out;
    private final Map<String, String> environment;
    private final List<Path> files = new ArrayList<>();
    private final List<Path> kept = new ArrayList<>();
    private final List<UUID> tenants = new ArrayList<>();
    private Optional<Path> key = Optional.empty();
    private Optional<String> database = Optional.empty();
    private String user = "";
    private UUID platform = PLATFORM;

    private VerifyAudit(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.getenv()));
    }

    /** The same without ending the process. */
    public static int run(List<String> arguments, PrintStream out, Map<String, String> environment) {
        try {
            var verify = new VerifyAudit(out, environment);
            verify.read(new ArrayDeque<>(arguments));
            return verify.look();
        } catch (IllegalArgumentException | IOException | SQLException e) {
            out.println(e.getMessage() == null ? e.toString() : e.getMessage());
            return 2;
        }
    }

    private void read(Deque<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
        while (!arguments.isEmpty()) {
            String argument = arguments.removeFirst();
            switch (argument) {
                case "--key" -> key = Optional.of(Path.of(value(argument, arguments)));
                case "--kept" -> kept.add(Path.of(value(argument, arguments)));
                case "--database" -> database = Optional.of(value(argument, arguments));
                case "--user" -> user = value(argument, arguments);
                case "--tenant" -> tenants.add(UUID.fromString(value(argument, arguments)));
                case "--platform" -> platform = UUID.fromString(value(argument, arguments));
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException(USAGE);
                    }
                    files.add(Path.of(argument));
                }
            }
        }
    }

    private static String value(String name, Deque<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return arguments.removeFirst();
    }

    private int look() throws IOException, SQLException {
        Optional<SealKey> with =
                key.isPresent() ? Optional.of(SealKey.of(Files.readString(key.get()))) : Optional.empty();
        List<SignedCheckpoint> earlier = ExportedTrail.all(kept);
        boolean whole = true;
        for (Path file : files) {
            whole &= said(file.toString(), () -> new ExportedTrail(with, earlier).check(file));
        }
        if (database.isPresent()) {
            try (Connection connection =
                    DriverManager.getConnection(database.get(), user, environment.getOrDefault("PGPASSWORD", ""))) {
                var stored = new StoredTrails(connection, with, earlier);
                for (UUID tenant : tenants.isEmpty() ? stored.tenants(platform) : tenants) {
                    whole &= said("tenant " + tenant, () -> stored.check(tenant));
                }
            }
        }
        return whole ? 0 : 1;
    }

    private interface Check {
        String made() throws IOException, SQLException;
    }

    private boolean said(String what, Check check) throws IOException, SQLException {
        try {
            out.println(check.made());
            return true;
        } catch (Broken broken) {
            out.printf("%s: BROKEN at number %d: %s%n", what, broken.number(), broken.getMessage());
            return false;
        }
    }
}
