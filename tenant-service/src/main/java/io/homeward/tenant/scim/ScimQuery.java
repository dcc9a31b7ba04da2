package io.homeward.tenant.scim;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted (RFC 7644, section 3.4.2.4): out of bounds means the nearest that is in them.
 *
 * @param startIndex from 1
 * @param count 0 where only the number of all is wanted
 */
record ScimQuery(@Nullable String filter, int startIndex, int count) {
    static final int MOST = 200;
    private static final int USUAL = 100;

    static ScimQuery of(@Nullable String filter, @Nullable String startIndex, @Nullable String count) {
        return new ScimQuery(
                filter,
                Math.max(1, number("startIndex", startIndex, 1)),
                Math.min(MOST, Math.max(0, number("count", count, USUAL))));
    }

    private static int number(String name, @Nullable String text, int otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Math.toIntExact(Math.clamp(Long.parseLong(text.strip()), Integer.MIN_VALUE, Integer.MAX_VALUE));
        } catch (NumberFormatException e) {
            throw ScimRefusals.invalidValue("'%s' is a number.".formatted(name));
        }
    }
}
