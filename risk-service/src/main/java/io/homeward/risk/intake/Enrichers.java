package io.homeward.risk.intake;

import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.policy.TenantRules;
import io.homeward.intel.IntelFolder;
import io.homeward.intel.Intelligence;
import io.homeward.risk.blocklist.BlockList;
import io.homeward.risk.blocklist.BlockLists;
import io.homeward.risk.directory.KnownRules;
import io.homeward.risk.intel.UserAgents;
import io.homeward.risk.signin.Enricher;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Brings together what tenants' sign-ins are enriched with. */
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
    Map<TenantId, Enricher> of(Handle handle, Collection<TenantId> tenants) {
        Map<TenantId, TenantRules> known = rules.of(handle, tenants);
        Map<TenantId, BlockList> blocked = blockLists.of(handle, tenants);
        Intelligence files = folder.current();
        var enrichers = new HashMap<TenantId, Enricher>();
        for (TenantId tenant : tenants) {
            Optional<TenantRules> own = Optional.ofNullable(known.get(tenant));
            enrichers.put(
                    tenant,
                    new Enricher(
                            files,
                            blocked.getOrDefault(tenant, BlockList.EMPTY),
                            origin -> own.filter(each -> each.trusts(origin)).isPresent(),
                            agents));
        }
        return enrichers;
    }
}
