package io.homeward.accessrules.architecture.broken.one;

import io.homeward.accessrules.architecture.broken.other.Other;

/** One half of a circle, on purpose. */
public record One(Other other) {}
