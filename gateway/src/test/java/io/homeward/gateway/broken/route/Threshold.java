package io.homeward.gateway.broken.route;

/** Part of a door, for {@link io.homeward.gateway.broken.decision.AsksAround}. */
public final class Threshold {}
