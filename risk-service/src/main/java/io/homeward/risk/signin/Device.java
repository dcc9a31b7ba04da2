package io.homeward.risk.signin;

/** What a sign-in was made with, as its source says. Empty texts are unknown. */
public record Device(String id, String operatingSystem, String browser, String userAgent) {
    public static final Device UNKNOWN = new Device("", "", "", "");
}
