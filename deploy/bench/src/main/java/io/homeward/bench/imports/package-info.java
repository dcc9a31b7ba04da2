/** How fast files of sign-ins are taken in: {@link io.homeward.bench.imports.ImportBench}. */
@NullMarked
package io.homeward.bench.imports;

import org.jspecify.annotations.NullMarked;
