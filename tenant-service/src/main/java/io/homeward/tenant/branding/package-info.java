/**
 * How an organisation looks to its people: its colour, its logo, a text of its own, and who helps them. Graph's {@code organizationalBranding}, as
 * far as the suite's pages use it; what they do not use is refused by name.
 *
 * <ul>
 *   <li>A logo is a small PNG or JPEG, by what it is and not by what it is called; it is drawn anew, so that nothing else is left in it.
 *       SVG is a document that can act, and is none.
 *   <li>A colour that people could not read is refused, with the reason ({@link io.homeward.tenant.branding.Colour}).
 *   <li>The feed {@code branding} tells remediation-service, which shows it.
 * </ul>
 */
@NullMarked
package io.homeward.tenant.branding;

import org.jspecify.annotations.NullMarked;
