package io.homeward.testsupport.broken.there;

import io.homeward.testsupport.broken.here.Egg;
import java.util.List;

/** The other half. */
public record Hen(List<Egg> eggs) {}
