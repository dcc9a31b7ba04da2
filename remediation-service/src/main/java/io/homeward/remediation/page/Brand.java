package io.homeward.remediation.page;

/**
 * How an organisation looks to its people.
 *
 * @param name shown where there is no logo, and read out where there is one
 */
public record Brand(String name) {
    /** Where it is not known yet whose people it is. */
    static final Brand NOBODYS = new Brand("Homeward");
}
