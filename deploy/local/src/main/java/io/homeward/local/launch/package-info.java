/**
 * Starting and stopping: one PostgreSQL, four services and a sample application, as children of one process.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>One instance per data folder, and a port that is taken is named together with its holder before anything is started.
 *   <li>What a killed launcher left behind is found through the process ids in its own data folder and stopped first.
 *   <li>Passwords and keys are made at random once, and lie in files that only their owner can read.
 *   <li>A service that dies by itself ends everything, with the last words of its log.
 * </ul>
 */
@NullMarked
package io.homeward.local.launch;

import org.jspecify.annotations.NullMarked;
