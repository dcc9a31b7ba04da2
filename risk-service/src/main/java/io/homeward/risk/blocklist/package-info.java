/**
 * Addresses a tenant does not want to see: its own block list, kept by its administrators ({@link
 * io.homeward.risk.blocklist.BlockListResource}), with every change in a history that is only ever added to. A sign-in with the right secret from
 * one of them is a detection.
 */
@NullMarked
package io.homeward.risk.blocklist;

import org.jspecify.annotations.NullMarked;
