/**
 * Registered applications: who may call without a person, and which upstreams the apps door serves; start at
 * {@link io.homeward.tenant.application.ApplicationResource}.
 *
 * <p>Nobody gives an application what he may not do himself, nor takes one over by adding a secret to it. Secrets are shown once and kept as hashes.
 */
@NullMarked
package io.homeward.tenant.application;

import org.jspecify.annotations.NullMarked;
