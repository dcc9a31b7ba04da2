package io.homeward.accessrules.policy;

import java.util.Optional;
import java.util.stream.Stream;

/** What somebody does, where that is what a policy is about and not an application. Graph: {@code includeUserActions}. */
public enum UserAction {
    /** Registers a factor: in a flow, or by himself later. */
    REGISTER_SECURITY_INFO("urn:user:registersecurityinfo"),
    /** Kept; nobody registers devices here. */
    REGISTER_DEVICE("urn:user:registerdevice");

    private final String wireName;

    UserAction(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<UserAction> ofWire(String wireName) {
        return Stream.of(values())
                .filter(action -> action.wireName.equals(wireName))
                .findFirst();
    }
}
