package io.homeward.accessrules.policy;

import java.util.Optional;
import java.util.stream.Stream;

/** With what the person signs in. Graph: {@code clientAppTypes}. */
public enum ClientAppType {
    /** In a policy: any of them. Nobody signs in with it. */
    ALL("all"),
    BROWSER("browser"),
    MOBILE_APPS_AND_DESKTOP_CLIENTS("mobileAppsAndDesktopClients"),
    EXCHANGE_ACTIVE_SYNC("exchangeActiveSync"),
    EAS_SUPPORTED("easSupported"),
    OTHER("other");

    private final String wireName;

    ClientAppType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<ClientAppType> ofWire(String wireName) {
        return Stream.of(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
