package io.homeward.tenant.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An administrator as the operator asks for one, and as he is told of him. */
public final class AdministratorJson {
    private AdministratorJson() {}

    /** @param reason of a recovery, where there is an administrator already */
    public record Wanted(
            @NotBlank @Size(max = 320) String userPrincipalName,
            @NotBlank @Size(max = 256) String displayName,
            @Nullable @Size(max = 320) String mail,
            @Nullable @Size(max = 500) String reason) {

        public FirstAdministrator.Wanted wanted() {
            return new FirstAdministrator.Wanted(
                    userPrincipalName.strip(),
                    displayName.strip(),
                    Optional.ofNullable(mail).filter(text -> !text.isBlank()),
                    Optional.ofNullable(reason).map(String::strip).filter(text -> !text.isEmpty()));
        }
    }

    /** The only answer that shows the ticket. */
    @JsonInclude
    public record Shown(UUID id, String userPrincipalName, Enrolment enrolment) {
        public static Shown of(FirstAdministrator.Appointed appointed) {
            return new Shown(
                    appointed.person().value(),
                    appointed.userPrincipalName(),
                    new Enrolment(
                            appointed.link(),
                            appointed.ticket(),
                            appointed.client().value(),
                            appointed.expiresAt()));
        }
    }

    public record Enrolment(String link, String ticket, UUID clientId, Instant expiresAt) {}
}
