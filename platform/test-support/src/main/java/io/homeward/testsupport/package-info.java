/**
 * What tests of several services need and none owns.
 *
 * <ul>
 *   <li>{@link io.homeward.testsupport.RealDatabase}: a real PostgreSQL with the three roles of production.
 *   <li>{@link io.homeward.testsupport.TableFence}: no table without its fence between tenants.
 *   <li>{@link io.homeward.testsupport.Callers}: callers with genuine internal tokens.
 *   <li>{@link io.homeward.testsupport.HouseRules}: the rules of the house, checked on compiled classes.
 * </ul>
 *
 * <p>The tests of this module are also those of {@code platform/tenancy} that need a running service and a real PostgreSQL.
 */
@NullMarked
package io.homeward.testsupport;

import org.jspecify.annotations.NullMarked;
