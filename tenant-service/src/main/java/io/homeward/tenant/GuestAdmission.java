package io.homeward.tenant;

import io.homeward.accessrules.TenantId;
import org.jdbi.v3.core.Handle;

/** Whether a tenant takes guests of another, and lets its own people be guests there: the cross-tenant access policy's word on invitations. */
public interface GuestAdmission {

    /**
     * @param handle a transaction bound to the inviting tenant
     * @param inviter who invites
     * @param home where the guest's account is
     */
    boolean admits(Handle handle, TenantId inviter, TenantId home);

    /** @param handle a transaction bound to the home */
    boolean letsGo(Handle handle, TenantId home, TenantId inviter);
}
