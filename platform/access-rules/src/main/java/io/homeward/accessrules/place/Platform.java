package io.homeward.accessrules.place;

import java.util.Optional;
import java.util.stream.Stream;

/** What the device runs. Graph: {@code conditionalAccessDevicePlatform} without {@code all}. */
public enum Platform {
    ANDROID("android"),
    IOS("iOS"),
    WINDOWS("windows"),
    WINDOWS_PHONE("windowsPhone"),
    MACOS("macOS"),
    LINUX("linux");

    private final String wireName;

    Platform(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Platform> ofWire(String wireName) {
        return Stream.of(values())
                .filter(platform -> platform.wireName.equalsIgnoreCase(wireName))
                .findFirst();
    }

    /**
     * What a browser says it runs on ({@code User-Agent}). Anybody can say anything, so this is a convenience for people and no defence.
     * Empty where it says nothing we know.
     */
    public static Optional<Platform> ofUserAgent(String userAgent) {
        // In this order: phones of one kind name another kind too, to be served its pages.
        return Stream.of(
                        new Token("Windows Phone", WINDOWS_PHONE),
                        new Token("Android", ANDROID),
                        new Token("iPhone", IOS),
                        new Token("iPad", IOS),
                        new Token("iPod", IOS),
                        new Token("Windows", WINDOWS),
                        new Token("Macintosh", MACOS),
                        new Token("Mac OS X", MACOS),
                        new Token("Linux", LINUX),
                        new Token("X11; Ubuntu", LINUX))
                .filter(token -> userAgent.contains(token.text()))
                .map(Token::platform)
                .findFirst();
    }

    private record Token(String text, Platform platform) {}
}
