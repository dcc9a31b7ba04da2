package io.homeward.tenant;

import io.homeward.testsupport.RealDatabase;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service on a real PostgreSQL. All such tests share one start, so each makes its own tenants. */
@QuarkusTest
@WithTestResource(value = RealDatabase.class, initArgs = @ResourceArg(name = "service", value = "tenant"))
@WithTestResource(RemediationStandIn.class)
@WithTestResource(RiskStandIn.class)
@WithTestResource(AuditKey.class)
@WithTestResource(DnsStandIn.class)
@WithTestResource(VaultKeyset.class)
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RunningService {}
