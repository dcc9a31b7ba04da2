package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import java.util.Optional;

/** Where names are at home, by their domain alone. The room of pages asks tenant-service; whether there is such a person is not looked at. */
public interface Realms {

    /** Empty where the domain is nobody's, and where nobody could say. */
    Optional<TenantId> of(String userPrincipalName);
}
