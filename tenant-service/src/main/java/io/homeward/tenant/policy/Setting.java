package io.homeward.tenant.policy;

/**
 * A setting of which a tenant has one.
 *
 * @param number counts its changes; clients see it as the ETag
 */
public record Setting<T>(T value, long number) {}
