package io.homeward.risk.standing;

import io.homeward.accessrules.PersonId;
import io.homeward.accessrules.TenantId;
import io.homeward.accessrules.risk.UserRisk;

/** One line of the feed {@code standings}: a person who is not clear, or was not clear once. */
record StandingRecord(TenantId tenant, PersonId person, UserRisk risk) {}
