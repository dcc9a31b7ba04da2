package io.homeward.graph;

import io.homeward.testsupport.RealDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the small service with a database of its own; all of them share one start. */
@QuarkusTestResource(value = RealDatabase.class, initArgs = @ResourceArg(name = "service", value = "sample"))
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GraphTest {}
