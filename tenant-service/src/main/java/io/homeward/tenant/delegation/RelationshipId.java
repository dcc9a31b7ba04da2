package io.homeward.tenant.delegation;

import static java.util.Objects.requireNonNull;

import io.homeward.accessrules.TenantId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Two GUIDs joined by a hyphen: the relationship's own, which cannot be guessed, and the partner's tenant. So a customer who was given the
 * id can be shown an invitation that names no customer yet, without a search through everybody's relationships.
 */
public record RelationshipId(UUID own, TenantId partner) {
    private static final int UUID_LENGTH = 36;
    private static final Pattern FORM = Pattern.compile(
            "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}-[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public RelationshipId {
        requireNonNull(own, "own");
        requireNonNull(partner, "partner");
    }

    /** Nothing where the text has another form; to the caller that is the same as an unknown id. */
    public static Optional<RelationshipId> read(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new RelationshipId(
                UUID.fromString(text.substring(0, UUID_LENGTH)), TenantId.of(text.substring(UUID_LENGTH + 1))));
    }

    @Override
    public String toString() {
        return own + "-" + partner;
    }
}
