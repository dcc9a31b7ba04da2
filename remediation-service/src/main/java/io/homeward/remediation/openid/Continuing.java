package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.home.HomeDecision;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.accessrules.risk.SignInRisk;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.remediation.session.Session;
import java.time.Instant;
import java.util.Optional;

/** Whether a session that a browser carries will do for what an application asks. The room of flows asks the law; this room knows no flow. */
public interface Continuing {

    /** @return false where the person has to be asked something, or told something */
    boolean goesOn(TenantId home, Session session, AuthorizationRequest request, Surroundings from, Instant now);

    /**
     * A device that a session is to be handed on to.
     *
     * @param risk of the sign-in that is looked at
     * @param proven whether what second factor was passed in the session answers for it
     */
    record OfDevice(SignInRisk risk, UserRisk userRisk, boolean proven, Surroundings from) {}

    /** What the law says of it (D27); empty where the person or the tenant is gone. */
    Optional<HomeDecision> onDevice(
            TenantId home, Session session, AuthorizationRequest request, OfDevice device, Instant now);
}
