package io.homeward.risk.health;

import io.homeward.accessrules.TenantId;
import io.homeward.intel.IntelFolder;
import io.homeward.intel.SourceKind;
import io.homeward.intel.SourceStatus;
import io.homeward.risk.blocklist.BlockLists;
import io.homeward.risk.detection.Input;
import io.homeward.risk.signin.Outcome;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Which inputs of detectors a tenant has: in the files about addresses, and in its newest sign-ins. */
@Singleton
class Inputs {
    /** Newest sign-ins that are looked at: what none of them has is missing. */
    private static final int SAMPLE = 5000;

    /** What is older says nothing about how sources are set up today. */
    static final Duration RECENT = Duration.ofDays(30);

    private final IntelFolder folder;
    private final BlockLists blockLists;

    Inputs(IntelFolder folder, BlockLists blockLists) {
        this.folder = folder;
        this.blockLists = blockLists;
    }

    Map<Input, Presence> of(Handle handle, TenantId tenant, Instant now) {
        var inputs = new EnumMap<Input, Presence>(Input.class);
        handle.createQuery("""
                        select bool_or(s.ip is not null) as address,
                            bool_or(s.latitude is not null) as place,
                            bool_or(s.device_id <> '' or s.user_agent <> '' or s.operating_system <> '') as device,
                            bool_or(s.error_code = any(:wrongSecret)) as failures,
                            bool_or(s.mfa is not null or s.error_code = 500121) as mfa,
                            bool_or(s.session_id <> '' and not s.interactive) as session,
                            bool_or(s.browser_id <> '') as browser,
                            bool_or(s.token_issuer <> '') as issuer
                        from (select * from sign_in where tenant_id = :tenant and ts > :after order by ts desc limit :sample) s""")
                .bind("tenant", tenant.value())
                .bind("after", now.minus(RECENT).atOffset(ZoneOffset.UTC))
                .bind("sample", SAMPLE)
                .bind("wrongSecret", Outcome.wrongSecret())
                .map((row, context) -> signIns(row, inputs))
                .one();
        files(inputs);
        inputs.put(
                Input.BLOCK_LIST,
                Presence.of(blockLists.of(handle, tenant).addresses().size() > 0));
        boolean decisions = handle.createQuery(
                        "select exists (select 1 from decision where tenant_id = :tenant and decided_at > :after)")
                .bind("tenant", tenant.value())
                .bind("after", now.minus(RECENT).atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one();
        inputs.put(Input.DECISION_LOG, Presence.of(decisions));
        inputs.put(Input.ADMINISTRATOR, Presence.YES);
        for (Input input : Input.values()) {
            inputs.putIfAbsent(input, Presence.UNKNOWN);
        }
        return inputs;
    }

    private static Map<Input, Presence> signIns(ResultSet row, Map<Input, Presence> inputs) throws SQLException {
        inputs.put(Input.ADDRESS, Presence.of(row.getBoolean("address")));
        inputs.put(Input.PLACE, Presence.of(row.getBoolean("place")));
        inputs.put(Input.DEVICE, Presence.of(row.getBoolean("device")));
        inputs.put(Input.FAILURES, Presence.of(row.getBoolean("failures")));
        inputs.put(Input.MFA_RESULTS, Presence.of(row.getBoolean("mfa")));
        inputs.put(Input.SESSION_ID, Presence.of(row.getBoolean("session")));
        inputs.put(Input.BROWSER_ID, Presence.of(row.getBoolean("browser")));
        inputs.put(Input.TOKEN_ISSUER, Presence.of(row.getBoolean("issuer")));
        return inputs;
    }

    private void files(Map<Input, Presence> inputs) {
        boolean networks = has(SourceKind.NETWORKS);
        boolean anonymity = has(SourceKind.ANONYMITY);
        inputs.put(Input.NETWORK_DATA, Presence.of(networks));
        inputs.put(Input.TOR_LIST, Presence.of(anonymity || has(SourceKind.TOR)));
        inputs.put(Input.VPN_LIST, Presence.of(anonymity || has(SourceKind.VPN)));
        inputs.put(Input.THREAT_LIST, Presence.of(has(SourceKind.THREAT)));
        // Without a list, data centres are told by the names of networks.
        inputs.put(Input.HOSTING, Presence.of(networks || anonymity || has(SourceKind.HOSTING)));
        if (has(SourceKind.PLACES)) {
            inputs.put(Input.PLACE, Presence.YES);
        }
    }

    private boolean has(SourceKind kind) {
        return folder.statuses().stream()
                .filter(SourceStatus::present)
                .anyMatch(status -> status.kind().filter(kind::equals).isPresent());
    }
}
