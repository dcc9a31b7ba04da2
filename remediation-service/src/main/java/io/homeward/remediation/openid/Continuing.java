package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.place.Surroundings;
import io.homeward.remediation.session.Session;
import java.time.Instant;

/** Whether a session that a browser carries will do for what an application asks. The room of flows asks the law; this room knows no flow. */
public interface Continuing {

    /** @return false where the person has to be asked something, or told something */
    boolean goesOn(TenantId home, Session session, AuthorizationRequest request, Surroundings from, Instant now);
}
