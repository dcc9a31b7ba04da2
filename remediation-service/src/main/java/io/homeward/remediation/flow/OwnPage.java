package io.homeward.remediation.flow;

import io.homeward.accessrules.ApplicationId;
import io.homeward.accessrules.TenantId;
import java.util.Arrays;
import java.util.Optional;

/**
 * A page of ours that somebody signs in for, in the place of an application. It is named, never given as an address: so nobody is led anywhere but to
 * one of these, in the tenant where he is at home.
 */
public enum OwnPage {
    ACCOUNT("account", "account"),
    SIGN_INS("sign-ins", "account/sign-ins"),
    SESSIONS("sessions", "account/sessions");

    /** Under this policies and sign-in records know them all; no token is issued for it. */
    public static final ApplicationId APPLICATION = Opening.OUR_PAGES;

    public static final String APPLICATION_NAME = "My account";

    private final String wireName;
    private final String path;

    OwnPage(String wireName, String path) {
        this.wireName = wireName;
        this.path = path;
    }

    /** Empty for whatever else was asked for. */
    public static Optional<OwnPage> of(String wireName) {
        return Arrays.stream(values())
                .filter(each -> each.wireName.equals(wireName))
                .findFirst();
    }

    public String wireName() {
        return wireName;
    }

    public String address(TenantId home) {
        return "/" + home + "/" + path;
    }

    /** Where one signs in for it. */
    public String signIn(TenantId tenant) {
        return "/" + tenant + "/sign-in?to=" + wireName;
    }
}
