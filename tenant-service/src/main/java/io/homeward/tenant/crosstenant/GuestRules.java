package io.homeward.tenant.crosstenant;

import io.homeward.accessrules.TenantId;
import io.homeward.tenant.GuestAdmission;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads {@code b2bCollaborationInbound} and {@code -Outbound} as far as they block everybody; lists of single people are kept and not heeded. */
@Singleton
class GuestRules implements GuestAdmission {

    @Override
    public boolean admits(Handle handle, TenantId inviter, TenantId home) {
        return open(handle, inviter, home, Blocks.B2B_INBOUND);
    }

    @Override
    public boolean letsGo(Handle handle, TenantId home, TenantId inviter) {
        return open(handle, home, inviter, Blocks.B2B_OUTBOUND);
    }

    /** What is said of this partner, or else the default, or else open as Graph's own default is. */
    private static boolean open(Handle handle, TenantId tenant, TenantId other, String block) {
        Optional<Blocks.Collaboration> said = Partners.find(handle, tenant, other)
                .flatMap(setting -> setting.blocks().read(block, Blocks.Collaboration.class))
                .or(() -> Partners.findDefault(handle, tenant).blocks().read(block, Blocks.Collaboration.class));
        return said.flatMap(collaboration -> Optional.ofNullable(collaboration.usersAndGroups()))
                .map(users -> !users.blocked())
                .orElse(true);
    }
}
