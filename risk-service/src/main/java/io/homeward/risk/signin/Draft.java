package io.homeward.risk.signin;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.place.IpAddress;
import io.homeward.risk.intel.Enrichment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in while it is being read. {@link #reading} refuses what cannot be kept, in the words of its source, and makes everything else fit to be
 * kept. What was never set is unknown.
 */
public final class Draft {
    private final long line;
    private final Map<Field, String> names;
    private final Map<Field, String> texts = new EnumMap<>(Field.class);
    private @Nullable Instant at;
    private @Nullable Outcome outcome;
    private boolean interactive = true;
    private int attempts = 1;

    /**
     * @param line of the element
     * @param names what the source calls a field, where it is not Graph's name
     */
    public Draft(long line, Map<Field, String> names) {
        this.line = line;
        this.names = names;
    }

    public Draft set(Field field, String text) {
        texts.put(field, text);
        return this;
    }

    public String get(Field field) {
        return texts.getOrDefault(field, "");
    }

    public Draft at(Instant time) {
        at = time;
        return this;
    }

    public Draft outcome(int errorCode, boolean byPassword) {
        outcome = new Outcome(errorCode, "", byPassword);
        return this;
    }

    /** @param asked whether somebody was asked for a secret; otherwise a session that had been issued before was used */
    public Draft interactive(boolean asked) {
        interactive = asked;
        return this;
    }

    public Draft attempts(int times) {
        attempts = Math.max(1, times);
        return this;
    }

    public boolean hasTime() {
        return at != null;
    }

    public boolean hasOutcome() {
        return outcome != null;
    }

    public Reading.Bad bad(String reason) {
        return new Reading.Bad(line, reason);
    }

    /** @throws IllegalStateException where time or outcome were not set; that is for whoever knows what the source calls them */
    public Reading reading() {
        Instant time = at;
        Outcome end = outcome;
        if (time == null || end == null) {
            throw new IllegalStateException("A sign-in needs a time and an outcome");
        }
        String id = get(Field.ID);
        if (id.isEmpty() || id.length() > Texts.LONGEST_ID || !Texts.clean(id)) {
            return bad(name(Field.ID) + " is missing, longer than " + Texts.LONGEST_ID + " or not printable");
        }
        // A sign-in without a name is counted under the id of its account.
        String name = (get(Field.USER_NAME).isBlank() ? get(Field.USER_ID) : get(Field.USER_NAME))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > Texts.LONGEST_NAME || !Texts.clean(name)) {
            return bad(name(Field.USER_NAME) + " is missing, too long or not printable");
        }
        Optional<IpAddress> address = IpAddress.parse(get(Field.ADDRESS).strip());
        if (!get(Field.ADDRESS).isBlank() && address.isEmpty()) {
            return bad(name(Field.ADDRESS) + " is not an address");
        }
        Optional<Coordinates> coordinates;
        try {
            coordinates = coordinates();
        } catch (IllegalArgumentException e) {
            return bad("%s and %s are no place on earth".formatted(name(Field.LATITUDE), name(Field.LONGITUDE)));
        }
        return new Reading.Good(
                line,
                new SignIn(
                        id,
                        time.truncatedTo(ChronoUnit.MICROS),
                        person(),
                        name,
                        fit(Field.APPLICATION_ID),
                        fit(Field.APPLICATION_NAME),
                        fit(Field.CLIENT_APP),
                        interactive,
                        fit(Field.CORRELATION_ID),
                        address,
                        new Place(fit(Field.CITY), fit(Field.STATE), fit(Field.COUNTRY), coordinates),
                        new Device(
                                fit(Field.DEVICE_ID),
                                fit(Field.OPERATING_SYSTEM),
                                fit(Field.BROWSER),
                                fit(Field.USER_AGENT)),
                        session(),
                        // Whoever uses a session shows a token and no password.
                        new Outcome(
                                end.errorCode(),
                                fit(Field.FAILURE_REASON),
                                end.byPassword()
                                        && (interactive || get(Field.SESSION_ID).isEmpty())),
                        attempts,
                        Enrichment.NONE));
    }

    private String name(Field field) {
        return names.getOrDefault(field, field.wireName());
    }

    private Session session() {
        return new Session(
                fit(Field.SESSION_ID), fit(Field.TOKEN_ISSUER), fit(Field.BROWSER_ID), fit(Field.INCOMING_TOKEN));
    }

    private String fit(Field field) {
        return Texts.fit(get(field));
    }

    private Optional<Coordinates> coordinates() {
        String north = get(Field.LATITUDE);
        String east = get(Field.LONGITUDE);
        return north.isBlank() || east.isBlank()
                ? Optional.empty()
                : Optional.of(new Coordinates(Double.parseDouble(north), Double.parseDouble(east)));
    }

    /** Ids of other systems need not be UUIDs; then only the name tells who it is. */
    private Optional<PersonId> person() {
        String id = get(Field.USER_ID);
        try {
            return id.isEmpty() ? Optional.empty() : Optional.of(new PersonId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
