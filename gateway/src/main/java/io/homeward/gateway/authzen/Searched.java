package io.homeward.gateway.authzen;

import java.util.Optional;

/**
 * One page of a search.
 *
 * @param question with the one thing left out that is searched for: an empty id, or an empty action
 * @param parameters what the search is about, as a short hash; stays the same from page to page
 * @param after what the page before ended with
 * @param limit how many results at most
 */
record Searched(Question question, String parameters, Optional<String> after, int limit) {}
