package io.homeward.risk.profile;

import io.homeward.accessrules.place.IpRange;
import java.time.Duration;
import java.time.Instant;

/**
 * What happened at one source in one window.
 *
 * @param source an address or its neighbourhood
 * @param window how long it is; it ends with the ten minutes of the sign-in judged
 * @param failing how many names were tried and got in neither then nor within the week
 * @param succeeding how many others there were: they got in, or would have but for MFA or a policy
 * @param attempts how many tries at the failing names there were
 * @param since the beginning of the ten minutes of the first failure
 */
public record SourceCounts(IpRange source, Duration window, int failing, int succeeding, int attempts, Instant since) {}
