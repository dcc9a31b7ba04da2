/**
 * People before the pages: a real Chromium through the real gateway, with the services and the database as they are run.
 *
 * <p>Every screen that a journey reaches is looked at by {@link io.homeward.browsertest.Screen}: axe-core finds nothing in light and dark, on
 * a phone and on a desk, nothing sticks out on the narrowest phone, and a picture of it is left below {@code target/screenshots}.
 */
package io.homeward.browsertest;
