package io.homeward.accessrules.policy;

import java.util.Optional;
import java.util.stream.Stream;

/** What sort of outsider somebody is in the tenant entered. Graph: {@code guestOrExternalUserTypes}. */
public enum ExternalKind {
    INTERNAL_GUEST("internalGuest"),
    B2B_COLLABORATION_GUEST("b2bCollaborationGuest"),
    B2B_COLLABORATION_MEMBER("b2bCollaborationMember"),
    B2B_DIRECT_CONNECT_USER("b2bDirectConnectUser"),
    OTHER_EXTERNAL_USER("otherExternalUser"),
    SERVICE_PROVIDER("serviceProvider");

    private final String wireName;

    ExternalKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<ExternalKind> ofWire(String wireName) {
        return Stream.of(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }
}
