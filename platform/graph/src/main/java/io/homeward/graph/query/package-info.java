/**
 * What a caller may ask of a collection ({@code $filter}, {@code $select}, {@code $top}, {@code $skip}, {@code $orderby}, {@code $count},
 * {@code $skiptoken}), and how that becomes SQL.
 *
 * <ul>
 *   <li>A type declares its properties once ({@link io.homeward.graph.query.GraphType}); a name that is not declared cannot be asked for.
 *   <li>Nothing of a request ever becomes SQL text: names are looked up, values are bound.
 *   <li>What is not understood is refused by name, never ignored: an ignored condition would show too much.
 *   <li>Absent values compare as on the wire: {@code ne} and {@code not} include them, an order puts them first.
 * </ul>
 *
 * <p>The parser is our own and small, because the OData library that could be had wants an entity data model, its own classes for requests
 * and answers, and names in exact case, while Graph's clients rely on the opposite.
 */
@NullMarked
package io.homeward.graph.query;

import org.jspecify.annotations.NullMarked;
