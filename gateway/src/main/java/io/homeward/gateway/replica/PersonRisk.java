package io.homeward.gateway.replica;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;

/** The risk of somebody who is not clear, or once was not: feed {@code standings} of risk-service. */
public record PersonRisk(TenantId tenant, PersonId person, UserRisk risk) {}
