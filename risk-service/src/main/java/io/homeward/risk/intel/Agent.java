package io.homeward.risk.intel;

/**
 * What somebody signs in with, as the client says. Empty texts are unknown.
 *
 * @param deviceClass {@code desktop}, {@code mobile}, {@code tablet}, {@code bot}, {@code program}, or empty
 */
public record Agent(
        String deviceClass, String osFamily, String osMajor, String browserFamily, String browserMajor, String model) {
    public static final Agent UNKNOWN = new Agent("", "", "", "", "", "");
}
