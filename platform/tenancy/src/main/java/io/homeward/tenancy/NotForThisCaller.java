package io.homeward.tenancy;

import org.jspecify.annotations.Nullable;

/** What is asked for is not meant for callers of this kind. Each service answers it with 403 in its contract's shape. */
public final class NotForThisCaller extends RuntimeException {
    public NotForThisCaller(@Nullable String message) {
        super(message);
    }
}
