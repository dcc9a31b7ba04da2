package io.homeward.remediation.account;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.remediation.session.Session;

/**
 * Whoever sits at a browser with a session.
 *
 * @param home the tenant whose person he is
 */
record AccountHolder(TenantId home, Session session) {
    PersonId person() {
        return session.person();
    }
}
