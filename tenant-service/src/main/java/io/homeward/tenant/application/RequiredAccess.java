package io.homeward.tenant.application;

import java.util.List;
import java.util.UUID;

/** What an application says it will ask for (Graph: {@code requiredResourceAccess}). It grants nothing. */
public record RequiredAccess(UUID resourceAppId, List<Access> resourceAccess) {
    public RequiredAccess {
        resourceAccess = List.copyOf(resourceAccess);
    }

    /** @param type {@code Role} or {@code Scope} */
    public record Access(UUID id, String type) {}
}
