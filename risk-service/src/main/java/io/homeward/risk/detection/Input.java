package io.homeward.risk.detection;

import java.util.Locale;

/** What detectors need to see anything. */
public enum Input {
    ADDRESS("sign-ins with a public address"),
    PLACE("places of addresses, from a database or the source of sign-ins"),
    NETWORK_DATA("a source of networks"),
    TOR_LIST("a list of Tor exits"),
    VPN_LIST("a list of VPNs, relays or proxies"),
    THREAT_LIST("a list of threat actors"),
    BLOCK_LIST("entries of the tenant's own block list"),
    HOSTING("data centres, from a list or by the names of networks"),
    DEVICE("user agents or device ids"),
    FAILURES("failed sign-ins"),
    MFA_RESULTS("results of second factors"),
    SESSION_ID("session ids"),
    BROWSER_ID("browser ids"),
    TOKEN_ISSUER("names of token issuers"),
    DECISION_LOG("decisions of the gateways about delegated entries"),
    CLEAR_PASSWORD("passwords in the clear, where people set or give them to the suite"),
    ADMINISTRATOR("administrators and people who report");

    private final String words;

    Input(String words) {
        this.words = words;
    }

    public String wireName() {
        String[] parts = name().toLowerCase(Locale.ROOT).split("_");
        var name = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            name.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
        }
        return name.toString();
    }

    public String words() {
        return words;
    }
}
