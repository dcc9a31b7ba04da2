/**
 * The whole suite on one machine with one command, and the story that shows what it is for.
 *
 * <p>Begin with {@link io.homeward.local.launch.Launcher}. It starts {@link io.homeward.local.launch.Suite}, makes the organisations of
 * {@link io.homeward.local.sample.Organisations} and plays {@link io.homeward.local.story.TechnicianStory}. Everything that story does goes
 * through the public door ({@link io.homeward.local.door.PublicDoor}); nothing here reads a database or knows an internal key that a
 * caller outside would not have.
 */
@NullMarked
package io.homeward.local;

import org.jspecify.annotations.NullMarked;
