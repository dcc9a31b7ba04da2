/**
 * What other systems export, read as sign-ins. {@link io.homeward.risk.export.Format} is the one list of what is understood,
 * {@link io.homeward.risk.export.Recognition} tells a file's format from its beginning, {@link io.homeward.risk.export.ExportedFile} opens it. Each format is a
 * {@link io.homeward.risk.signin.Dialect}: one element in, one sign-in, a reason why not, or nothing out.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>Only what says that somebody was let in or refused is a sign-in; everything else of a log is passed over.
 *   <li>An outcome that does not say whether the secret was right says nothing about it: never that it was.
 *   <li>What can be read in two ways is refused with both of them named, never guessed.
 * </ul>
 */
@NullMarked
package io.homeward.risk.export;

import org.jspecify.annotations.NullMarked;
