package io.homeward.accessrules.policy;

import io.homeward.accessrules.GrantKind;
import java.util.Optional;
import java.util.stream.Stream;

/** By which way from one device to another a sign-in came. Graph: {@code authenticationFlows.transferMethods}. */
public enum TransferMethod {
    DEVICE_CODE_FLOW("deviceCodeFlow"),
    /** Of a signed-in phone's session to another device; no grant here does that. */
    AUTHENTICATION_TRANSFER("authenticationTransfer");

    private final String wireName;

    TransferMethod(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<TransferMethod> ofWire(String wireName) {
        return Stream.of(values())
                .filter(method -> method.wireName.equals(wireName))
                .findFirst();
    }

    /**
     * Every grant there is here is known, and none of them transfers a session: that is known not to be the case, not unknown. Otherwise
     * the usual policy that blocks such transfers would block everybody.
     */
    boolean is(GrantKind grant) {
        return switch (this) {
            case DEVICE_CODE_FLOW -> grant == GrantKind.DEVICE_CODE;
            case AUTHENTICATION_TRANSFER -> false;
        };
    }
}
