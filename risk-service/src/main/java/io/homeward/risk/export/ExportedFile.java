package io.homeward.risk.export;

import io.homeward.risk.signin.AuthLog;
import io.homeward.risk.signin.Content;
import io.homeward.risk.signin.Dialect;
import io.homeward.risk.signin.Element;
import io.homeward.risk.signin.ElementFile;
import io.homeward.risk.signin.Elements;
import io.homeward.risk.signin.GraphSignIns;
import io.homeward.risk.signin.JsonElements;
import io.homeward.risk.signin.Lines;
import io.homeward.risk.signin.SignInFile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file that was understood.
 *
 * @param header the first row of a CSV file, as it is written; empty for every other
 */
public record ExportedFile(Format format, String header, SignInFile signIns) {
    private static final List<Character> ENTRA_DELIMITERS = List.of(',', ';', '\t');

    /**
     * Opens a file that may be compressed with gzip.
     *
     * @param content is opened once, of an OpenSSH log up to three times
     * @param said the format, where it was named
     * @param otherwise what it is where nothing shows
     * @throws NotUnderstood where it is not what it is said to be, or it cannot be told what it is
     */
    public static ExportedFile open(
            Content content, Optional<Format> said, Optional<Format> otherwise, FileOptions options, Instant now)
            throws IOException, NotUnderstood {
        Unpacked file = Unpacked.of(content.open());
        Recognition recognised = Recognition.of(file.head(), said, otherwise);
        return switch (recognised.format()) {
            case GRAPH -> of(recognised, file, GraphSignIns::read);
            case KEYCLOAK -> of(recognised, file, new KeycloakEvents(options.zone()));
            case OKTA -> of(recognised, file, new OktaLog());
            case OCSF -> of(recognised, file, new OcsfAuthentication());
            case OPENSSH -> {
                file.close();
                yield new ExportedFile(
                        Format.OPENSSH,
                        "",
                        AuthLog.open(() -> again(content), options.year(), options.zone(), options.host(), now));
            }
            case ENTRA_CSV -> csv(Format.ENTRA_CSV, file, options);
            case CSV -> csv(Format.CSV, file, options);
        };
    }

    /** What a file is, without reading on; it can be read from its beginning afterwards. */
    public static Format recognise(Unpacked file, Optional<Format> said, Optional<Format> otherwise)
            throws IOException, NotUnderstood {
        return Recognition.of(file.head(), said, otherwise).format();
    }

    private static Unpacked again(Content content) throws IOException {
        try {
            return Unpacked.of(content.open());
        } catch (NotUnderstood e) {
            throw new IOException("A file has changed while it was read", e);
        }
    }

    private static ExportedFile of(Recognition recognised, Unpacked file, Dialect dialect) {
        Elements elements = recognised.listed() ? new JsonElements(file) : new Lines(file).written();
        return new ExportedFile(recognised.format(), "", new ElementFile(elements, dialect));
    }

    private static ExportedFile csv(Format format, Unpacked file, FileOptions options)
            throws IOException, NotUnderstood {
        var records = new CsvRecords(new Lines(file));
        Optional<Element> first = records.next();
        if (first.isEmpty() || first.get().faulty()) {
            throw new NotUnderstood("The first row is no header of a CSV file");
        }
        Dialect dialect = format == Format.CSV ? mapped(first.get(), options) : entra(first.get(), options);
        return new ExportedFile(format, first.get().text(), new ElementFile(records, dialect));
    }

    private static Dialect mapped(Element header, FileOptions options) throws NotUnderstood {
        Mapping mapping = options.mapping()
                .orElseThrow(
                        () -> new NotUnderstood("The format csv needs a mapping, which says what its columns mean"));
        return new MappedCsv(CsvHeader.of(header, mapping.delimiter()), mapping);
    }

    /** Spreadsheets save what they have loaded with the delimiter of their own language. */
    private static Dialect entra(Element header, FileOptions options) throws NotUnderstood {
        char delimiter = ENTRA_DELIMITERS.stream()
                .filter(each -> header.text().contains("Request ID" + each)
                        || header.text().contains("Request ID\"" + each))
                .findFirst()
                .orElse(',');
        return new EntraCsv(CsvHeader.of(header, delimiter), options.dateOrder(), options.interactive());
    }
}
