package io.homeward.tenant.guest;

import io.homeward.tenant.web.EntersBy;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The invited person accepts: with a token of his own tenant, and the ticket. Fetching the link changes nothing; this POST does. */
@Path("/v1/invitations")
@RunOnVirtualThread
public class RedemptionResource {
    private final AcceptInvitation accept;
    private final Invited invited;
    private final Clock clock;

    RedemptionResource(AcceptInvitation accept, Invited invited, Clock clock) {
        this.accept = accept;
        this.invited = invited;
        this.clock = clock;
    }

    record Redemption(@NotBlank @Size(max = 200) String ticket) {
        @Override
        public String toString() {
            return "Redemption[...]";
        }
    }

    record Host(UUID id, String displayName) {}

    /** @param userId the record he has there now */
    record Redeemed(Host tenant, UUID userId, String inviteRedirectUrl) {}

    @POST
    @Path("redeem")
    @EntersBy(Invited.class)
    public Redeemed redeem(@NotNull @Valid Redemption redemption) {
        AcceptInvitation.Accepted accepted = accept.accept(
                invited.person(), redemption.ticket(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return new Redeemed(
                new Host(accepted.host().id().value(), accepted.host().displayName()),
                accepted.guest().value(),
                accepted.redirectUrl());
    }
}
