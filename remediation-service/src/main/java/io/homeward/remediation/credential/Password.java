package io.homeward.remediation.credential;

import java.time.Instant;

/**
 * What is kept of a person's password.
 *
 * @param hash Argon2id, PHC format
 * @param temporary issued by an administrator; opens nothing but the way to a new one
 */
record Password(String hash, boolean temporary, Instant setAt, Throttle throttle) {}
