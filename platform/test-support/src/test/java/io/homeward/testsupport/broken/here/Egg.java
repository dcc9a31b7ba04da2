package io.homeward.testsupport.broken.here;

import io.homeward.testsupport.broken.there.Hen;

/** Half of a circle. */
public record Egg(Hen from) {}
