/**
 * Objects of the directory whatever their kind: what somebody is in ({@link io.homeward.tenant.object.MemberOfResource}), what an id stands for, and
 * what was deleted and can come back. People and groups are {@code directory}'s, roles are {@code role}'s.
 */
@NullMarked
package io.homeward.tenant.object;

import org.jspecify.annotations.NullMarked;
