package io.homeward.gateway.replica;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.standing.Capability;

/** What somebody can prove himself with, and his session epoch: remediation-service feeds it. */
public record PersonCapability(TenantId tenant, PersonId person, Capability capability) {}
