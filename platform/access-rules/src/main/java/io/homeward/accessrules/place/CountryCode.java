package io.homeward.accessrules.place;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A country or region: two capital letters (ISO 3166-1 alpha-2). In feeds it is its text. */
public record CountryCode(String value) {
    /** Of an address that was looked up and belongs to no country. Not the same as not having been looked up. */
    public static final CountryCode NOWHERE = new CountryCode("ZZ");

    public CountryCode {
        requireNonNull(value, "value");
        if (!value.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("not a country: " + value);
        }
    }

    /** Empty where these are not two capital letters. */
    public static Optional<CountryCode> parse(String text) {
        return text.matches("[A-Z]{2}") ? Optional.of(new CountryCode(text)) : Optional.empty();
    }

    /** @throws IllegalArgumentException where these are not two capital letters */
    public static CountryCode of(String text) {
        return new CountryCode(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
