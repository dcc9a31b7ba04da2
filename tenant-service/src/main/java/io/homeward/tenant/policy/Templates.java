package io.homeward.tenant.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homeward.accessrules.TenantId;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.Listing;
import io.homeward.tenancy.TenantDatabase;
import io.homeward.tenant.Fault;
import io.homeward.tenant.Refusal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Policies to begin with: {@code conditional-access/templates.json}. They are the same for every tenant; the database only filters and
 * pages them, as it does every other collection.
 */
@Singleton
public class Templates {
    private static final String FILE = "/conditional-access/templates.json";
    private static final Listing<ObjectNode> TEMPLATES = new Listing<>(
            "t.template::text as template",
            "(select value as template, value ->> 'id' as id from jsonb_array_elements(cast(:templates as jsonb))) t",
            "true",
            Templates::read);

    private final TenantDatabase database;
    private final String all;
    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();

    Templates(TenantDatabase database) {
        this.database = database;
        JsonNode templates = file();
        this.all = templates.toString();
        templates.forEach(template -> byId.put(template.path("id").asText(), (ObjectNode) template));
    }

    private static JsonNode file() {
        try (InputStream file = Templates.class.getResourceAsStream(FILE)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GraphPage<ObjectNode> page(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> TEMPLATES.page(handle, query, sql -> sql.bind("templates", all)));
    }

    /** @throws Refusal {@link Fault#TEMPLATE_UNKNOWN} */
    ObjectNode find(String id) {
        ObjectNode found = byId.get(id);
        if (found == null) {
            throw new Refusal(Fault.TEMPLATE_UNKNOWN);
        }
        return complete(found);
    }

    private static ObjectNode read(ResultSet row) throws SQLException {
        try {
            return complete((ObjectNode) new ObjectMapper().readTree(row.getString("template")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database returned what is no JSON", e);
        }
    }

    /** With the sections that are absent as null and the lists as empty, as policies come back. */
    private static ObjectNode complete(ObjectNode template) {
        ObjectNode shown = template.deepCopy();
        ObjectNode policy = ((ObjectNode) shown.get("details").deepCopy())
                .put("displayName", shown.path("name").asText())
                .put("state", "disabled");
        ObjectNode details = GraphPolicy.of(policy).body();
        Iterator<String> names = details.fieldNames();
        while (names.hasNext()) {
            if (!shown.path("details").has(names.next())) {
                names.remove();
            }
        }
        shown.set("details", details);
        return shown;
    }
}
