package io.homeward.graph.sample;

import static io.homeward.graph.query.Property.address;
import static io.homeward.graph.query.Property.bool;
import static io.homeward.graph.query.Property.caselessText;
import static io.homeward.graph.query.Property.enumeration;
import static io.homeward.graph.query.Property.flags;
import static io.homeward.graph.query.Property.guid;
import static io.homeward.graph.query.Property.instant;
import static io.homeward.graph.query.Property.integer;
import static io.homeward.graph.query.Property.items;
import static io.homeward.graph.query.Property.shown;
import static io.homeward.graph.query.Property.text;
import static io.homeward.graph.query.Property.texts;

import io.homeward.accessrules.TenantId;
import io.homeward.graph.delta.DeltaListing;
import io.homeward.graph.delta.DeltaPage;
import io.homeward.graph.delta.DeltaQuery;
import io.homeward.graph.query.GraphEnum;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphQuery;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Listing;
import io.homeward.graph.query.Order;
import io.homeward.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.Query;

/** A sample of a repository that is asked by Graph's query options. */
@Singleton
public class Detections {
    private static final String COLUMNS =
            "d.id, d.kind, d.person, d.level, d.source, d.simulated, d.error_code, d.city, d.tags, d.at";

    private static final GraphEnum METHODS =
            GraphEnum.of("authenticationMethodModes", "password", "sms", "fido2", "unknownFutureValue", "qrCodePin");

    public static final GraphType TYPE = GraphType.of(
            "riskDetection",
            guid("id", "d.id"),
            text("riskEventType", "d.kind"),
            caselessText("userPrincipalName", "d.person")
                    .lowered("d.person_lower")
                    .searchable(),
            enumeration(
                    "riskLevel",
                    "d.level",
                    GraphEnum.of("riskLevel", "low", "medium", "high", "hidden", "none", "unknownFutureValue")
                            .rising("none", "low", "medium", "high")),
            enumeration("source", "d.source", GraphEnum.of("source", "signin", "unknownFutureValue", "agent")),
            bool("isSimulated", "d.simulated"),
            integer("status/errorCode", "d.error_code"),
            text("location/city", "d.city").searchable(),
            address("ipAddress", "case d.city when 'a' then inet '192.0.2.1' when 'b' then inet '2001:db8::1' end"),
            shown("location"),
            text("remark", "d.kind").onRequest(),
            texts("tags", "d.tags"),
            items(
                    "identities",
                    "objectIdentity",
                    "identity i",
                    "i.tenant_id = d.tenant_id and i.detection_id = d.id",
                    caselessText("issuer", "i.issuer"),
                    text("issuerAssignedId", "i.subject"),
                    flags("methods", "i.methods", METHODS),
                    texts("marks", "i.marks")),
            flags("methods", "d.methods", METHODS),
            instant("detectedDateTime", "d.at"));

    public static final GraphSet SET = GraphSet.of("identityProtection/riskDetections", TYPE, 20, 500)
            .refusingMore()
            .orderedBy(Order.newestFirst(instant("detectedDateTime", "d.at")));

    /** The same as directory objects are asked. */
    public static final GraphSet DIRECTORY =
            GraphSet.of("directory/riskDetections", TYPE, 20, 500).advanced();

    private static final Listing<Detection> ALL =
            new Listing<>(COLUMNS, "detection d", "d.tenant_id = :tenant", Detections::read);
    private static final DeltaListing<Detection> CHANGES = new DeltaListing<>(ALL, "d.changed_in", "d.gone");

    private final TenantDatabase database;

    Detections(TenantDatabase database) {
        this.database = database;
    }

    public GraphPage<Detection> page(TenantId tenant, GraphQuery query) {
        return database.in(tenant, handle -> ALL.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    public DeltaPage<Detection> changes(TenantId tenant, DeltaQuery query) {
        return database.in(tenant, handle -> CHANGES.page(handle, query, sql -> sql.bind("tenant", tenant.value())));
    }

    /** Other ways to write, each in a transaction that the test holds in its hands. */
    public <T> T in(TenantId tenant, HandleCallback<T, RuntimeException> work) {
        return database.in(tenant, work);
    }

    public Optional<Detection> find(TenantId tenant, UUID id) {
        return database.in(tenant, handle -> ALL.find(handle, "d.id = :id", parameters(tenant, id)));
    }

    /** Whether it is there and nobody else holds it; this transaction holds it then. */
    public boolean holds(Handle handle, TenantId tenant, UUID id) {
        return ALL.find(handle, "d.id = :id", "for update skip locked", parameters(tenant, id))
                .isPresent();
    }

    private static Consumer<Query> parameters(TenantId tenant, UUID id) {
        return sql -> sql.bind("tenant", tenant.value()).bind("id", id);
    }

    public void add(TenantId tenant, Detection detection) {
        database.in(tenant, handle -> handle.createUpdate("""
                        insert into detection (tenant_id, id, kind, person, level, source, simulated, error_code, city, tags, at)
                        values (:tenant, :id, :kind, :person, :level, :source, :simulated, :errorCode, :city, :tags, :at)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", detection.id())
                .bind("kind", detection.riskEventType())
                .bind("person", detection.userPrincipalName())
                .bind("level", detection.riskLevel())
                .bind("source", detection.source())
                .bind("simulated", detection.isSimulated())
                .bind("errorCode", detection.status().errorCode())
                .bind("city", detection.location().city())
                .bindArray("tags", String.class, detection.tags())
                .bind("at", detection.detectedDateTime())
                .execute());
    }

    private static Detection read(ResultSet row) throws SQLException {
        return new Detection(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("person"),
                row.getString("level"),
                row.getString("source"),
                row.getObject("simulated", Boolean.class),
                new Detection.Status(row.getObject("error_code", Long.class)),
                new Detection.Location(row.getString("city")),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getTimestamp("at") == null ? null : row.getTimestamp("at").toInstant(),
                row.getString("kind"));
    }
}
