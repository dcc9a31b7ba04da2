package io.homeward.accessrules;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** A person, by the object id in the home tenant's directory. The same id stands for the person in every tenant entered. */
public record PersonId(UUID value) {
    public PersonId {
        requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static PersonId of(String text) {
        return new PersonId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
