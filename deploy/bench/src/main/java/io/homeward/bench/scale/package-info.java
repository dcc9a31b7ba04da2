/**
 * tenant-service at 1x, 10x and 100x: 10,000 tenants, 1,000,000 users and 100,000 relationships at the largest. One server, one database and
 * one service process per scale; each question goes to all scales in turn, so that what disturbs the machine disturbs them alike.
 */
@NullMarked
package io.homeward.bench.scale;

import org.jspecify.annotations.NullMarked;
