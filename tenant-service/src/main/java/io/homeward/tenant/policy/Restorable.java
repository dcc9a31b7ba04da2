package io.homeward.tenant.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.tenant.Refusal;
import java.util.Map;
import java.util.UUID;

/** A part of the rules that can be brought back to what a version says of it. */
public interface Restorable {
    Thing thing();

    /**
     * Makes the part what it was, and notes what that changed. Whether the ids in it are still known is checked when all parts are back.
     *
     * @param wanted by id, as versions keep it; what is not in it is to be gone
     * @return the ids that what was brought back names
     * @throws Refusal where today's rules would not accept it any more
     */
    Mentions restore(OpenRules rules, Map<UUID, JsonNode> wanted);
}
