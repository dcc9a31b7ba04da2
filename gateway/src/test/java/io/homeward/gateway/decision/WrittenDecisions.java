package io.homeward.gateway.decision;

import io.homeward.decisions.DecisionJson;
import io.homeward.decisions.LoggedDecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the gateway under test has written down. */
public final class WrittenDecisions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private WrittenDecisions() {}

    /** Waits until it is there: the log has a thread of its own. */
    public static LoggedDecision find(String decision) throws IOException {
        Path log = Path.of(ConfigProvider.getConfig().getValue("homeward.decision-log.file", String.class));
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            if (Files.exists(log)) {
                Optional<String> line;
                try (var lines = Files.lines(log)) {
                    line = lines.filter(each -> each.contains("\"decisionId\":\"" + decision))
                            .findFirst();
                }
                if (line.isPresent() && line.get().endsWith("}")) {
                    return DecisionJson.read(line.get());
                }
            }
        } while (System.nanoTime() < end);
        throw new AssertionError("Decision " + decision + " was not written down");
    }
}
