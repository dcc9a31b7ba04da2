/**
 * External identity providers of a tenant, and where somebody signs in; start at {@link io.homeward.tenant.provider.ProviderResource} and
 * {@link io.homeward.tenant.provider.HomeRealm}.
 *
 * <p>What is kept here is told in the feed {@code identity-providers}; nothing of it is fetched. The client secret is sealed under a key
 * that is not in the database; so it is in the feed, for the service that signs people in, and it is never shown.
 */
@NullMarked
package io.homeward.tenant.provider;

import org.jspecify.annotations.NullMarked;
