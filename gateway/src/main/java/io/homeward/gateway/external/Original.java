package io.homeward.gateway.external;

/**
 * What the client asked the proxy for.
 *
 * @param target path and query
 */
public record Original(String method, String target) {}
