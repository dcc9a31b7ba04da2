package io.homeward.remediation.page;

/**
 * A button of a form.
 *
 * @param step what it sends
 * @param look {@code main} or {@code quiet}
 */
public record Choice(String step, String label, String look) {}
