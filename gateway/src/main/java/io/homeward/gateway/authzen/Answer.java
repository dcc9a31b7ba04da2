package io.homeward.gateway.authzen;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Yes or no, and what there is to say about it.
 *
 * @param rule the rule of the law that settled it; {@code none} where none was asked
 * @param context as it stands in the answer
 */
record Answer(boolean decision, String rule, ObjectNode context) {

    /** Where the question itself was wrong. */
    static Answer wrong(String why) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.putObject("error").put("status", 400).put("message", why);
        return new Answer(false, "none", context);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("decision", decision);
        json.set("context", context);
        return json;
    }
}
