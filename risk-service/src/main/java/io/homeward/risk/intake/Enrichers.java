package io.homeward.risk.intake;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.intel.IntelFolder;
import io.homeward.risk.blocklist.BlockLists;
import io.homeward.risk.directory.KnownRules;
import io.homeward.risk.intel.UserAgents;
import io.homeward.risk.signin.Enricher;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Brings together what a tenant's sign-ins are enriched with. */
@Singleton
class Enrichers {
    private final IntelFolder folder;
    private final BlockLists blockLists;
    private final KnownRules rules;
    private final UserAgents agents;

    Enrichers(IntelFolder folder, BlockLists blockLists, KnownRules rules, UserAgents agents) {
        this.folder = folder;
        this.blockLists = blockLists;
        this.rules = rules;
        this.agents = agents;
    }

    /** As things stand now. A tenant whose rules have not arrived trusts no place. */
    Enricher of(Handle handle, TenantId tenant) {
        Optional<TenantRules> known = rules.of(handle, tenant);
        return new Enricher(
                folder.current(),
                blockLists.of(handle, tenant),
                origin -> known.filter(each -> each.trusts(origin)).isPresent(),
                agents);
    }
}
