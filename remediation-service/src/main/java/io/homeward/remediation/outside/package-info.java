/**
 * Calls to addresses that tenants have named: never inside, never further than was looked at, never for long. Whoever calls says in its settings what
 * besides is refused or allowed.
 */
@NullMarked
package io.homeward.remediation.outside;

import org.jspecify.annotations.NullMarked;
