package io.homeward.browsertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All pictures on one page, for whoever wants to see the screens: {@code target/screenshots/index.html}. */
final class Gallery {
    private static final Path PICTURES = Path.of("target", "screenshots");

    private Gallery() {}

    /** Where the picture of this name goes. */
    static Path picture(String name) {
        return PICTURES.resolve(name + ".png");
    }

    static void write() {
        try (Stream<Path> all = Files.list(Files.createDirectories(PICTURES))) {
            List<String> names = all.map(each -> each.getFileName().toString())
                    .filter(each -> each.endsWith(".png"))
                    .sorted()
                    .toList();
            var page = new StringBuilder("""
                    <!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title>
                    <style>body{font:14px system-ui;background:#888}figure{display:inline-block;vertical-align:top;margin:8px}img{max-width:560px;max-height:760px}</style>
                    """);
            names.forEach(each -> page.append(
                    "<figure><a href=\"%1$s\"><img src=\"%1$s\" alt=\"\" loading=\"lazy\"></a><figcaption>%1$s</figcaption></figure>%n"
                            .formatted(each)));
            Files.writeString(PICTURES.resolve("index.html"), page.append("</html>\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
