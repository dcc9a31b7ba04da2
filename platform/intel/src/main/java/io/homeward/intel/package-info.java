/**
 * What is known about network addresses: where they are, whose network they are in, and whether they are on a list. All of it comes from files
 * that an operator drops into one folder; without them nothing is known, which is a value and never bad.
 *
 * <p>Begin with {@link io.homeward.intel.IntelFolder}, which watches the folder; {@link io.homeward.intel.Intelligence} is what it knows at one
 * moment and answers questions in memory. What kind a file is, its name says ({@link io.homeward.intel.SourceKind}). Whatever is answered says by
 * which edition of which file ({@link io.homeward.intel.Edition}).
 *
 * <ul>
 *   <li>A file that was replaced is read anew; one that is broken, or gone, leaves the last good one in force and says so
 *       ({@link io.homeward.intel.SourceStatus}). To withdraw a list, empty its file.
 *   <li>Addresses that belong to nobody in public ({@link io.homeward.intel.SpecialAddresses}) are never looked up: nothing can be said of them.
 * </ul>
 */
@NullMarked
package io.homeward.intel;

import org.jspecify.annotations.NullMarked;
