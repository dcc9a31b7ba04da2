package io.homeward.vault;

import static java.util.Objects.requireNonNull;

import java.util.Base64;

/** A secret as it is kept: nothing to anybody without the key and the binding. The text is Base64. */
public record Sealed(String text) {
    public Sealed {
        requireNonNull(text, "text");
    }

    public static Sealed of(byte[] bytes) {
        return new Sealed(Base64.getEncoder().encodeToString(bytes));
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(text);
    }
}
