package io.homeward.risk.export;

import io.homeward.risk.signin.Dialect;
import io.homeward.risk.signin.Draft;
import io.homeward.risk.signin.Element;
import io.homeward.risk.signin.Field;
import io.homeward.risk.signin.Reading;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The CSV download of Entra's sign-in logs, interactive and non-interactive; the two look alike, so it is said which it is, or shows in the file's name.
 * {@code Location} is city, state and country in one column.
 */
final class EntraCsv implements Dialect {
    private static final String TIME = "Date (UTC)";
    private static final String STATUS = "Status";
    private static final String ERROR = "Sign-in error code";
    private static final String LOCATION = "Location";

    private static final Map<Field, String> COLUMNS = new EnumMap<>(Map.ofEntries(
            Map.entry(Field.ID, "Request ID"),
            Map.entry(Field.USER_ID, "User ID"),
            Map.entry(Field.USER_NAME, "Username"),
            Map.entry(Field.APPLICATION_ID, "Application ID"),
            Map.entry(Field.APPLICATION_NAME, "Application"),
            Map.entry(Field.CLIENT_APP, "Client app"),
            Map.entry(Field.CORRELATION_ID, "Correlation ID"),
            Map.entry(Field.USER_AGENT, "User agent"),
            Map.entry(Field.ADDRESS, "IP address"),
            Map.entry(Field.DEVICE_ID, "Device ID"),
            Map.entry(Field.OPERATING_SYSTEM, "Operating System"),
            Map.entry(Field.BROWSER, "Browser"),
            Map.entry(Field.SESSION_ID, "Session ID"),
            Map.entry(Field.TOKEN_ISSUER, "Token issuer name"),
            Map.entry(Field.INCOMING_TOKEN, "Incoming token type"),
            Map.entry(Field.FAILURE_REASON, "Failure reason")));

    /** Without these a row tells nothing. */
    static final List<String> NEEDED = List.of(TIME, "Request ID", "Username", STATUS);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}");

    /** The portal's words for nothing. */
    private static final List<String> NOTHING = List.of("none", "other.", "n/a");

    private final CsvHeader header;
    private final PortalTimes times;
    private final boolean interactive;

    /** @throws NotUnderstood where a column that is needed is missing */
    EntraCsv(CsvHeader header, Optional<DateOrder> order, boolean interactive) throws NotUnderstood {
        List<String> missing = NEEDED.stream().filter(name -> !header.has(name)).toList();
        if (!missing.isEmpty()) {
            throw new NotUnderstood("The header of an Entra sign-in log has to name " + String.join(", ", missing)
                    + "; download it in English");
        }
        this.header = header;
        this.times = new PortalTimes(order);
        this.interactive = interactive;
    }

    @Override
    public Optional<Reading> read(Element element) {
        Draft draft = new Draft(element.line(), COLUMNS);
        return Optional.of(header.row(element)
                .map(row -> reading(row, draft))
                .orElseGet(() ->
                        draft.bad("The row does not have the %d columns of the header".formatted(header.width()))));
    }

    private Reading reading(CsvHeader.Row row, Draft draft) {
        switch (times.read(row.get(TIME))) {
            case PortalTimes.Read.Known known -> draft.at(known.at());
            case PortalTimes.Read.Unknown unknown -> {
                return draft.bad(unknown.reason());
            }
        }
        String error = row.get(ERROR);
        if (!NUMBER.matcher(error).matches() && !row.get(STATUS).equalsIgnoreCase("success")) {
            return draft.bad("%s is not a number".formatted(ERROR));
        }
        COLUMNS.forEach((field, column) -> draft.set(field, said(row.get(column))));
        place(row.get(LOCATION), draft);
        int code = NUMBER.matcher(error).matches() ? Integer.parseInt(error) : Codes.SUCCESS;
        return draft.interactive(interactive).outcome(code, true).reading();
    }

    private static String said(String cell) {
        return NOTHING.stream().anyMatch(cell::equalsIgnoreCase) ? "" : cell;
    }

    /** {@code Oslo, Oslo, NO}: the last is the country; what is missing in front of it is left empty there. */
    private static void place(String location, Draft draft) {
        if (location.isEmpty()) {
            return;
        }
        String[] parts = location.split(",", -1);
        draft.set(Field.COUNTRY, Countries.code(parts[parts.length - 1].strip()));
        if (parts.length > 1) {
            draft.set(Field.CITY, parts[0].strip());
        }
        if (parts.length > 2) {
            draft.set(Field.STATE, parts[parts.length - 2].strip());
        }
    }
}
