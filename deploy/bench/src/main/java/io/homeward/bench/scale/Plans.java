package io.homeward.bench.scale;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server's log says about how statements were done. */
final class Plans {
    private static final Pattern SCAN = Pattern.compile(
            "->? *((?:Parallel )?(?:Seq Scan|Index Scan|Index Only Scan|Bitmap Heap Scan|Bitmap Index Scan)[^(]*)\\(.*?actual rows=([0-9.]+) loops=(\\d+)\\)|^\\s*((?:Seq Scan|Index Scan|Index Only Scan)[^(]*)\\(.*?actual rows=([0-9.]+) loops=(\\d+)\\)");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by Filter: (\\d+)");

    /** What the service does all the time: its feeds, and the server's own tables. */
    private static final List<String> NOT_ASKED_FOR = List.of(" on pg_", " on feed_head", " on outbox");

    private Plans() {}

    /** One line per way into a table: which index, how many rows it gave and how many of them were thrown away. */
    static List<String> since(Path log, long position) throws IOException {
        byte[] all = Files.readAllBytes(log);
        String said = new String(all, (int) position, all.length - (int) position, StandardCharsets.UTF_8);
        var found = new ArrayList<String>();
        for (String line : said.split("\n")) {
            Matcher scan = SCAN.matcher(line);
            Matcher removed = REMOVED.matcher(line);
            if (scan.find()) {
                boolean root = scan.group(1) == null;
                found.add("%s, %s rows"
                        .formatted(
                                scan.group(root ? 4 : 1).strip(),
                                rows(scan.group(root ? 5 : 2), scan.group(root ? 6 : 3))));
            } else if (removed.find() && !found.isEmpty()) {
                found.set(found.size() - 1, found.getLast() + ", " + removed.group(1) + " thrown away");
            }
        }
        return found.stream()
                .filter(each -> NOT_ASKED_FOR.stream().noneMatch(each::contains))
                .distinct()
                .toList();
    }

    private static String rows(String each, String loops) {
        return "%.0f".formatted(Double.parseDouble(each) * Double.parseDouble(loops));
    }
}
