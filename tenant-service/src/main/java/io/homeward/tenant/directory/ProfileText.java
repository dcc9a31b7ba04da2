package io.homeward.tenant.directory;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The texts of a person's record beside his two names: how Graph calls each, the column that keeps it, and how long it may be (as the public
 * contract has it). Whoever reads, writes, shows or filters them goes through this list.
 */
public enum ProfileText {
    GIVEN_NAME("givenName", "given_name", 64, Shown.ALWAYS),
    SURNAME("surname", "surname", 64, Shown.ALWAYS),
    JOB_TITLE("jobTitle", "job_title", 128, Shown.ALWAYS),
    MAIL("mail", "mail", 256, Shown.ALWAYS),
    MOBILE_PHONE("mobilePhone", "mobile_phone", 64, Shown.ALWAYS),
    OFFICE_LOCATION("officeLocation", "office_location", 128, Shown.ALWAYS),
    PREFERRED_LANGUAGE("preferredLanguage", "preferred_language", 32, Shown.ALWAYS),
    MAIL_NICKNAME("mailNickname", "mail_nickname", 64, Shown.ON_REQUEST),
    DEPARTMENT("department", "department", 64, Shown.ON_REQUEST),
    COMPANY_NAME("companyName", "company_name", 64, Shown.ON_REQUEST),
    EMPLOYEE_ID("employeeId", "employee_id", 16, Shown.ON_REQUEST),
    EMPLOYEE_TYPE("employeeType", "employee_type", 64, Shown.ON_REQUEST),
    USAGE_LOCATION("usageLocation", "usage_location", 2, Shown.ON_REQUEST),
    STREET_ADDRESS("streetAddress", "street_address", 1024, Shown.ON_REQUEST),
    CITY("city", "city", 128, Shown.ON_REQUEST),
    STATE("state", "state", 128, Shown.ON_REQUEST),
    POSTAL_CODE("postalCode", "postal_code", 40, Shown.ON_REQUEST),
    COUNTRY("country", "country", 128, Shown.ON_REQUEST),
    FAX_NUMBER("faxNumber", "fax_number", 64, Shown.ON_REQUEST);

    private enum Shown {
        ALWAYS,
        /** Only where {@code $select} names it. */
        ON_REQUEST
    }

    private final String wire;
    private final String column;
    private final int most;
    private final Shown shown;

    ProfileText(String wire, String column, int most, Shown shown) {
        this.wire = wire;
        this.column = column;
        this.most = most;
        this.shown = shown;
    }

    public String wire() {
        return wire;
    }

    String column() {
        return column;
    }

    int most() {
        return most;
    }

    boolean onRequest() {
        return shown == Shown.ON_REQUEST;
    }

    /** Each column as {@code form} has it, with {@code %s} for its name. */
    static String columns(String form) {
        return Arrays.stream(values())
                .map(text -> form.replace("%s", text.column))
                .collect(Collectors.joining(", "));
    }
}
