package io.homeward.local.sample;

import java.util.List;

/** The directory roles (Graph role template ids) that the sample uses. */
public final class Roles {
    public static final String GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10";
    static final String SECURITY_READER = "5d6b6bb7-de71-4623-b4af-96380a352509";
    static final String USER_ADMINISTRATOR = "fe930be7-5e62-47db-91af-98c3a49a38b1";

    /** What a customer lets its provider's technicians do. */
    static final List<String> OF_A_HELPDESK = List.of(USER_ADMINISTRATOR, SECURITY_READER);

    private Roles() {}
}
