/**
 * The change feeds of this service: what it hears from tenant-service ({@link io.homeward.remediation.event.TenantServiceFeeds}) and what it tells
 * ({@code capabilities} and {@code remediations}, whose snapshots are here).
 */
@NullMarked
package io.homeward.remediation.event;

import org.jspecify.annotations.NullMarked;
