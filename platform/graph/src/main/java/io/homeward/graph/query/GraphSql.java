package io.homeward.graph.query;

/**
 * A query of a collection in the database's words.
 *
 * @param page one page and one row more, which tells that there is another page; has the extra column {@link #CURSOR}
 * @param count how many there are in all
 */
public record GraphSql(Statement page, Statement count) {

    /** The column with the position of a row, as text. */
    public static final String CURSOR = "graph_cursor";
}
