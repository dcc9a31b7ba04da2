package io.homeward.tenant.guest;

import io.homeward.graph.GraphEntity;
import io.homeward.graph.GraphPath;
import io.homeward.graph.GraphRequest;
import io.homeward.tenant.Edge;
import io.homeward.tenant.Fault;
import io.homeward.tenant.PlainText;
import io.homeward.tenant.Refusal;
import io.homeward.tenant.Right;
import io.homeward.tenant.directory.Guest;
import io.homeward.tenant.directory.Profile;
import io.homeward.tenant.web.Admission;
import io.homeward.tenant.web.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Invitations in Graph's shape. */
@Path(GraphPath.ROOT + "/invitations")
@RunOnVirtualThread
public class InvitationResource {
    private static final int DISPLAY_NAME = 256;

    private final InviteGuest invite;
    private final Admission admission;
    private final GraphRequest graph;
    private final Edge edge;
    private final Clock clock;

    InvitationResource(InviteGuest invite, Admission admission, GraphRequest graph, Edge edge, Clock clock) {
        this.invite = invite;
        this.admission = admission;
        this.graph = graph;
        this.edge = edge;
        this.clock = clock;
    }

    /** @param sendInvitationMessage is understood; nobody sends messages yet, and the answer says so with {@code false} */
    record NewInvitation(
            @NotBlank @Size(max = 254) String invitedUserEmailAddress,
            @NotBlank @Size(max = 2048) String inviteRedirectUrl,
            @Nullable String invitedUserDisplayName,
            @Nullable String invitedUserType,
            @Nullable Boolean sendInvitationMessage) {

        InviteGuest.Wanted wanted() {
            String mail = invitedUserEmailAddress.strip();
            if (!Profile.isMail(mail)) {
                throw new Refusal(
                        Fault.INVALID, "invitedUserEmailAddress: '%s' is not an e-mail address.".formatted(mail));
            }
            return new InviteGuest.Wanted(
                    mail.toLowerCase(Locale.ROOT),
                    Optional.ofNullable(invitedUserDisplayName)
                            .map(name -> PlainText.line("invitedUserDisplayName", name, DISPLAY_NAME)),
                    type(),
                    redirect());
        }

        private Profile.UserType type() {
            return invitedUserType == null
                    ? Profile.UserType.GUEST
                    : Profile.UserType.of(invitedUserType)
                            .orElseThrow(() -> new Refusal(
                                    Fault.INVALID,
                                    "invitedUserType is Guest or Member, not '%s'.".formatted(invitedUserType)));
        }

        private String redirect() {
            try {
                URI uri = URI.create(inviteRedirectUrl);
                boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
                if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                    return uri.toString();
                }
            } catch (IllegalArgumentException e) {
                // refused below, like an address of another kind
            }
            throw new Refusal(Fault.INVALID, "inviteRedirectUrl is an absolute http or https address.");
        }
    }

    /** To be called a member, though from outside, is for those to give who also give roles. */
    @POST
    @ResponseStatus(201)
    @Needs(Right.INVITE_GUESTS)
    public GraphEntity add(@NotNull @Valid NewInvitation body) {
        var by = admission.to(Right.INVITE_GUESTS);
        InviteGuest.Wanted wanted = body.wanted();
        if (wanted.type() == Profile.UserType.MEMBER) {
            by.needing(Right.ASSIGN_ROLES);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return graph.singleton("invitations/$entity", shown(invite.invite(by, wanted, now)));
    }

    private Map<String, Object> shown(Invitation invitation) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", invitation.id());
        shown.put("inviteRedeemUrl", edge.invitation(invitation.ticket().text()));
        shown.put("inviteRedirectUrl", invitation.redirectUrl());
        shown.put("invitedUserDisplayName", invitation.profile().displayName());
        shown.put("invitedUserEmailAddress", invitation.mail());
        shown.put("invitedUserType", invitation.profile().userType().wire());
        shown.put("sendInvitationMessage", false);
        shown.put("resetRedemption", false);
        shown.put("status", Guest.State.PENDING_ACCEPTANCE.wire());
        shown.put("invitedUser", Map.of("id", invitation.guest().value()));
        return shown;
    }
}
