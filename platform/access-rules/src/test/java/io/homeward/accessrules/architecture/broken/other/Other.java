package io.homeward.accessrules.architecture.broken.other;

import io.homeward.accessrules.architecture.broken.one.One;
import java.util.List;

/** The other half. */
public record Other(List<One> ones) {}
