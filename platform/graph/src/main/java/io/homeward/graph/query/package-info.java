/**
 * What a caller may ask of a collection ({@code $filter}, {@code $select}, {@code $top}, {@code $skip}, {@code $orderby}, {@code $count},
 * {@code $skiptoken}, {@code $search}, {@code $expand}), and how that becomes SQL.
 *
 * <ul>
 *   <li>A type declares its properties once ({@link io.homeward.graph.query.GraphType}); a name that is not declared cannot be asked for.
 *   <li>Nothing of a request ever becomes SQL text: names are looked up, values are bound.
 *   <li>What is not understood is refused by name, never ignored: an ignored condition would show too much.
 *   <li>Absent values compare as on the wire: {@code ne} and {@code not} include them, an order puts them first.
 * </ul>
 *
 * <p>What a filter can say: {@code eq ne gt ge lt le in has}, {@code and or not}, {@code startswith endswith contains}, {@code tolower
 * toupper}, {@code null}, nested paths, {@code collection/any(x: …)} and {@code collection/$count}. Enumerations are compared by order only
 * where they declare one ({@link io.homeward.graph.query.GraphEnum#rising}).
 *
 * <p>The parser is our own and small. Apache Olingo, the kept OData library for Java, wants an entity data model, its own classes for
 * requests and answers, and names in exact case, and it refuses what scripts send every day (options without their dollar, strange options
 * beside them); Graph's clients rely on the opposite. All of its parser that would have been left is what stands here.
 */
@NullMarked
package io.homeward.graph.query;

import org.jspecify.annotations.NullMarked;
