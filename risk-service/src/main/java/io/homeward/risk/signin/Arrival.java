package io.homeward.risk.signin;

import io.homeward.accessrules.TenantId;

/** A sign-in that a tenant's source sends, known or not. */
public record Arrival(TenantId tenant, SignIn signIn) {}
