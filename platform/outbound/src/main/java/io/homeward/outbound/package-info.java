/**
 * Where the suite may be sent by what a tenant writes: applications behind the apps door, identity providers. Start at
 * {@link io.homeward.outbound.Destinations}, which holds both checks: of what is named, when it is saved, and of where it leads, when it is
 * called. Whoever calls connects to exactly the address that was found here.
 */
@NullMarked
package io.homeward.outbound;

import org.jspecify.annotations.NullMarked;
