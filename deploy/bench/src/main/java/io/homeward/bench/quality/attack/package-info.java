/**
 * Attackers who know the password, after Wiefling et al. 2022, made so that nothing but the attack gives them away.
 *
 * <ul>
 *   <li>An attack replaces one sign-in of its victim at that very moment; it is never an additional one.
 *   <li>Victims are drawn among sign-ins, not among people.
 *   <li>The attacker's address is one from which another person signs in later and has not yet: it is as ordinary as anybody's new one.
 *   <li>A targeted attacker has everything of the sign-in he replaces but its address.
 *   <li>What he holds in his hand is out at that time.
 *   <li>{@link io.homeward.bench.quality.attack.LeakAudit} looks for what would give them away all the same.
 * </ul>
 */
@NullMarked
package io.homeward.bench.quality.attack;

import org.jspecify.annotations.NullMarked;
