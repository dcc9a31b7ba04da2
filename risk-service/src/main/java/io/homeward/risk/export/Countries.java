package io.homeward.risk.export;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Countries by their English names, for sources that write those. */
final class Countries {
    private static final int CODE = 2;

    private static final Map<String, String> BY_NAME = Stream.of(Locale.getISOCountries())
            .collect(Collectors.toUnmodifiableMap(
                    code -> Locale.of("", code)
                            .getDisplayCountry(Locale.ENGLISH)
                            .toLowerCase(Locale.ROOT),
                    code -> code,
                    (one, other) -> one));

    private Countries() {}

    /** Two letters; what is no country that is known stays as it is. */
    static String code(String country) {
        return country.length() <= CODE
                ? country
                : BY_NAME.getOrDefault(country.strip().toLowerCase(Locale.ROOT), country);
    }
}
