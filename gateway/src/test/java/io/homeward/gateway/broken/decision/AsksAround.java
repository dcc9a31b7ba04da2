package io.homeward.gateway.broken.decision;

import io.homeward.gateway.broken.route.Threshold;
import java.net.URI;

/** Breaks the gateway's rules on purpose: a decision that talks to others and knows doors. */
public record AsksAround(URI whom, Threshold door) {}
