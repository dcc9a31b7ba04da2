/** Real proxies in front of an application, and the real gateway beside them. */
@NullMarked
package io.homeward.proxytest;

import org.jspecify.annotations.NullMarked;
