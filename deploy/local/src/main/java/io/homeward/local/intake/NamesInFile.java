package io.homeward.local.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The user principal names in a file of Graph sign-ins, found without reading it as JSON, since it may be cut off.
 *
 * @param domain the domain most of them are in
 * @param names those in that domain, in lower case, each once
 */
record NamesInFile(String domain, List<String> names) {
    private static final Pattern NAME =
            Pattern.compile("\"userPrincipalName\"\\s*:\\s*\"([^\"\\\\@\\s]{1,64}@[A-Za-z0-9.-]{3,253})\"");

    /** More are not made for one import: each is a call. */
    static final int MOST = 5_000;

    NamesInFile {
        names = List.copyOf(names);
    }

    /** Empty where there are none. */
    static Optional<NamesInFile> of(Path file) throws IOException {
        var all = new TreeSet<String>();
        try (var scanner = new Scanner(file, StandardCharsets.UTF_8)) {
            scanner.findAll(NAME)
                    .map((MatchResult match) -> match.group(1).toLowerCase(Locale.ROOT))
                    .forEach(all::add);
        }
        Map<String, List<String>> byDomain = new HashMap<>();
        for (String name : all) {
            String domain = name.substring(name.indexOf('@') + 1);
            byDomain.computeIfAbsent(domain, each -> new ArrayList<>()).add(name);
        }
        return byDomain.entrySet().stream()
                .max(Map.Entry.<String, List<String>>comparingByValue((a, b) -> Integer.compare(a.size(), b.size()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new NamesInFile(
                        entry.getKey(), entry.getValue().stream().limit(MOST).toList()));
    }
}
