package io.homeward.remediation.account;

/**
 * What surrounds each of a person's own pages.
 *
 * @param base of all of them
 * @param tab which is open: {@code account}, {@code sign-ins} or {@code sessions}
 * @param said what has just been done; empty where nothing was
 */
public record Shell(String base, String tab, String name, String said) {}
