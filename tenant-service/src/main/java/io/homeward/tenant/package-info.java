/**
 * tenant-service: who belongs where, who may act for whom, which rules apply.
 *
 * <p>Read {@link io.homeward.tenant.policy.PolicyResource} first, then what it calls. This package holds the words every room uses: how the
 * service refuses ({@link io.homeward.tenant.Fault}), what a caller may do ({@link io.homeward.tenant.Authority}, {@link io.homeward.tenant.Right}), and how
 * a change becomes known ({@link io.homeward.tenant.PublishedFeed}).
 *
 * <p>Rooms and their arrows: {@code registry} makes tenants with {@code policy} and {@code application}; {@code directory} asks {@code registry}
 * for domains; {@code delegation} asks {@code registry} for tenants and {@code directory} for groups; {@code role}, {@code guest} and {@code object} stand on {@code directory}. All use {@code web}, which knows none of them.
 * {@code audit} is told of every change by all of them and knows none; {@code scim} speaks to {@code directory}.
 */
@NullMarked
package io.homeward.tenant;

import org.jspecify.annotations.NullMarked;
