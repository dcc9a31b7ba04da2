/**
 * Files of sign-ins that take longer than anybody waits: {@link io.homeward.risk.imports.RunResource} takes them, {@link io.homeward.risk.imports.Spool} keeps
 * them, {@link io.homeward.risk.imports.RunImports} works on them.
 *
 * <h2>What holds here</h2>
 *
 * <ul>
 *   <li>A file lies in the database until its run has ended: any node can go on where another stopped, the tenants' fence is around it, and there is no
 *       disk to fill or to lose.
 *   <li>A run's progress is written in the transaction of the batch it counts. Reading and cutting a file into batches is the same every time, so a run that
 *       is resumed reads over what was committed, and nothing is lost or counted twice.
 *   <li>Batches are in the order of time although files are not: twice a batch is held and sorted before half of it goes.
 * </ul>
 */
@NullMarked
package io.homeward.risk.imports;

import org.jspecify.annotations.NullMarked;
