package io.homeward.risk.signin;

import java.util.Optional;

/**
 * What statistics made of a sign-in, as it is kept in its row. Bytes are in hexadecimal digits; whoever wrote them reads them.
 *
 * @param grounds everything the score rests on
 * @param model the version of the model that gave it
 * @param profileVersion of the person's profile it was held against
 * @param populationVersion of the tenant's counts
 * @param lesson what was learned from it at once
 */
public record Marks(
        double score,
        String grounds,
        String model,
        int profileVersion,
        long populationVersion,
        Optional<String> lesson) {}
