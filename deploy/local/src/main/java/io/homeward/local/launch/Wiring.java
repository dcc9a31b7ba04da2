package io.homeward.local.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each service is told about the others, as environment variables: the same ones that any other environment sets. */
final class Wiring {
    private static final List<String> KEYED =
            List.of("tenant-service", "risk-service", "remediation-service", "gateway");

    private final Ports ports;
    private final Secrets secrets;
    private final LocalDatabase database;
    private final Path intel;
    private final Path decisions;
    private final Path letters;

    /**
     * @param intel where files about addresses are dropped
     * @param decisions where the gateway's decisions wait until risk-service has them
     * @param letters what people are told by e-mail is put there
     */
    Wiring(Ports ports, Secrets secrets, LocalDatabase database, Path intel, Path decisions, Path letters) {
        this.ports = ports;
        this.secrets = secrets;
        this.database = database;
        this.intel = intel;
        this.decisions = decisions;
        this.letters = letters;
    }

    Map<String, String> gateway() throws IOException {
        Map<String, String> environment = common(ports.edge());
        environment.put("HOMEWARD_APPS_PORT", Integer.toString(ports.apps()));
        environment.put("HOMEWARD_APPS_ALLOWED_LOOPBACK", "127.0.0.1:" + ports.upstream());
        environment.put("HOMEWARD_APP_TOKEN_KEY_FILE", secrets.appTokenKey().toString());
        environment.put("HOMEWARD_INTEL_FOLDER", intel.toString());
        environment.put("HOMEWARD_DECISION_LOG_SPOOL_FOLDER", decisions.toString());
        return environment;
    }

    Map<String, String> tenantService() throws IOException {
        Map<String, String> environment = common(ports.tenantService());
        environment.putAll(database("tenant"));
        environment.put("HOMEWARD_OPERATOR_SECRET", secrets.text("operator"));
        environment.put("HOMEWARD_KEYSET_FILE", secrets.keyset().toString());
        environment.put("HOMEWARD_PROVIDERS_ALLOWED_INSIDE", "localhost:" + ports.trialProvider());
        environment.put("HOMEWARD_AUDIT_KEY_FILE", secrets.auditKey().toString());
        return environment;
    }

    Map<String, String> riskService() throws IOException {
        Map<String, String> environment = common(ports.riskService());
        environment.putAll(database("risk"));
        environment.put("HOMEWARD_INTEL_FOLDER", intel.toString());
        return environment;
    }

    Map<String, String> remediationService() throws IOException {
        Map<String, String> environment = common(ports.remediationService());
        environment.putAll(database("remediation"));
        environment.put("HOMEWARD_KEYSET_FILE", secrets.keyset().toString());
        environment.put("HOMEWARD_PROVIDERS_ALLOWED_INSIDE", "localhost:" + ports.trialProvider());
        environment.put("HOMEWARD_MAIL_WAY", "folder");
        environment.put("HOMEWARD_MAIL_FOLDER", letters.toString());
        // Who sits at this machine is in a trusted place: technicians register their second factor from it (D18).
        environment.put("HOMEWARD_FLOW_TRUSTED_NETWORKS", "127.0.0.0/8,::1/128");
        return environment;
    }

    private Map<String, String> common(int port) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management(port)));
        // It is asked several times a second while it starts, and would log every "not yet".
        environment.put("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "WARN");
        environment.put("HOMEWARD_EDGE_URL", Ports.named(ports.edge()).toString());
        environment.put(
                "HOMEWARD_TENANT_SERVICE_URL",
                Ports.local(ports.tenantService()).toString());
        environment.put(
                "HOMEWARD_RISK_SERVICE_URL", Ports.local(ports.riskService()).toString());
        environment.put(
                "HOMEWARD_REMEDIATION_SERVICE_URL",
                Ports.local(ports.remediationService()).toString());
        for (String service : KEYED) {
            environment.put(
                    "HOMEWARD_INTERNAL_KEYS_" + service.toUpperCase(Locale.ROOT).replace('-', '_'),
                    secrets.text("internal-key." + service));
        }
        return environment;
    }

    private Map<String, String> database(String service) throws IOException {
        String url = database.url(service);
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                url,
                "QUARKUS_DATASOURCE_USERNAME",
                service + "_app",
                "QUARKUS_DATASOURCE_PASSWORD",
                secrets.text("database." + service + "_app"),
                "QUARKUS_DATASOURCE_FEED_JDBC_URL",
                url,
                "QUARKUS_DATASOURCE_FEED_USERNAME",
                service + "_feed",
                "QUARKUS_DATASOURCE_FEED_PASSWORD",
                secrets.text("database." + service + "_feed"),
                "QUARKUS_FLYWAY_JDBC_URL",
                url,
                "QUARKUS_FLYWAY_USERNAME",
                service + "_owner",
                "QUARKUS_FLYWAY_PASSWORD",
                secrets.text("database." + service + "_owner"));
    }
}
