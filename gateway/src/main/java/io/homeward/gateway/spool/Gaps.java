package io.homeward.gateway.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.homeward.accessrules.TenantId;
import io.homeward.decisions.DecisionJson;
import io.homeward.decisions.DecisionLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How many decisions cannot be told any more, one line for each tenant and kind; kept in a file beside the segments until it is told. What is
 * being told is not added to: a gap means the same every time it is sent. For one thread at a time.
 */
final class Gaps {
    private record Of(TenantId tenant, boolean admitted) {}

    private final Path file;
    private final Map<Of, DecisionLine.Missing> open = new LinkedHashMap<>();
    private List<DecisionLine.Missing> telling = List.of();

    /** With what an earlier run left to tell. */
    Gaps(Path file) throws IOException {
        this.file = file;
        var left = new ArrayList<DecisionLine.Missing>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, UTF_8)) {
                if (DecisionJson.readLine(line) instanceof DecisionLine.Missing missing) {
                    left.add(missing);
                }
            }
        }
        telling = List.copyOf(left);
    }

    void add(TenantId tenant, boolean admitted, Instant from, Instant until, long decisions) {
        open.merge(
                new Of(tenant, admitted),
                new DecisionLine.Missing(UUID.randomUUID(), tenant, admitted, from, until, decisions),
                Gaps::together);
    }

    private static DecisionLine.Missing together(DecisionLine.Missing one, DecisionLine.Missing more) {
        return new DecisionLine.Missing(
                one.id(),
                one.tenant(),
                one.admitted(),
                one.from().isBefore(more.from()) ? one.from() : more.from(),
                one.until().isAfter(more.until()) ? one.until() : more.until(),
                one.decisions() + more.decisions());
    }

    /** What to tell now; the same again until it was {@link #told}. */
    List<DecisionLine.Missing> tell(int most) throws IOException {
        if (telling.isEmpty() && !open.isEmpty()) {
            telling = open.values().stream().limit(most).toList();
            telling.forEach(gap -> open.remove(new Of(gap.tenant(), gap.admitted())));
            keep();
        }
        return telling;
    }

    void told() throws IOException {
        telling = List.of();
        keep();
    }

    void keep() throws IOException {
        if (telling.isEmpty() && open.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path anew = file.resolveSibling(file.getFileName() + ".new");
        var lines = new ArrayList<String>();
        for (DecisionLine.Missing gap : telling) {
            lines.add(line(gap));
        }
        for (DecisionLine.Missing gap : open.values()) {
            lines.add(line(gap));
        }
        Files.write(anew, lines, UTF_8);
        Files.move(anew, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String line(DecisionLine.Missing gap) throws JsonProcessingException {
        return DecisionJson.write(gap);
    }
}
