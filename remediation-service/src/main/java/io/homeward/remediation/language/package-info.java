/**
 * What pages tell people, in the languages we have. No sentence stands in a template: templates and states name it by its key, and {@code
 * messages/page*.properties} have the same keys, with the same blanks, for every language.
 */
@NullMarked
package io.homeward.remediation.language;

import org.jspecify.annotations.NullMarked;
