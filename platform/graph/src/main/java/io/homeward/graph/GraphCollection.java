package io.homeward.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a collection as it goes out.
 *
 * @param count only where it was asked for, and only on the first page
 * @param nextLink absolute and opaque; absent on the last page
 * @param deltaLink of a delta query, on its last page: where later changes are found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"@odata.context", "@odata.count", "@odata.nextLink", "@odata.deltaLink", "value"})
public record GraphCollection(
        @JsonProperty("@odata.context") String context,
        @JsonProperty("@odata.count") @Nullable Long count,
        @JsonProperty("@odata.nextLink") @Nullable String nextLink,
        @JsonProperty("@odata.deltaLink") @Nullable String deltaLink,
        @JsonProperty("value") List<ObjectNode> value) {
    public GraphCollection {
        value = List.copyOf(value);
    }
}
