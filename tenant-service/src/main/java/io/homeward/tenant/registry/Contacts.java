package io.homeward.tenant.registry;

import java.util.List;
import java.util.Optional;

/** Whom an organisation wants written to. Nothing is sent to anybody here; later rooms read it. */
public record Contacts(
        List<String> technical,
        List<String> security,
        List<String> marketing,
        Optional<String> privacyMail,
        Optional<String> privacyUrl) {
    public Contacts {
        technical = List.copyOf(technical);
        security = List.copyOf(security);
        marketing = List.copyOf(marketing);
    }
}
