package io.homeward.tenant.scim;

import io.homeward.tenant.directory.ProfileText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The texts of a user that SCIM and the directory both know: where SCIM has each, and what the directory calls it. Of attributes with several
 * values one is kept, the one of this type.
 */
enum UserAttribute {
    GIVEN_NAME("name.givenName", ProfileText.GIVEN_NAME),
    FAMILY_NAME("name.familyName", ProfileText.SURNAME),
    NICK_NAME("nickName", ProfileText.MAIL_NICKNAME),
    TITLE("title", ProfileText.JOB_TITLE),
    USER_TYPE("userType", ProfileText.EMPLOYEE_TYPE),
    PREFERRED_LANGUAGE("preferredLanguage", ProfileText.PREFERRED_LANGUAGE),
    MAIL("emails.work", ProfileText.MAIL),
    MOBILE("phoneNumbers.mobile", ProfileText.MOBILE_PHONE),
    FAX("phoneNumbers.fax", ProfileText.FAX_NUMBER),
    STREET("addresses.work.streetAddress", ProfileText.STREET_ADDRESS),
    CITY("addresses.work.locality", ProfileText.CITY),
    STATE("addresses.work.region", ProfileText.STATE),
    POSTAL_CODE("addresses.work.postalCode", ProfileText.POSTAL_CODE),
    COUNTRY("addresses.work.country", ProfileText.COUNTRY),
    DEPARTMENT("enterprise.department", ProfileText.DEPARTMENT),
    ORGANIZATION("enterprise.organization", ProfileText.COMPANY_NAME),
    EMPLOYEE_NUMBER("enterprise.employeeNumber", ProfileText.EMPLOYEE_ID);

    /** The one telephone that the directory keeps in a list. */
    static final String WORK_PHONE = "phonenumbers.work";

    private final String path;
    private final ProfileText text;

    UserAttribute(String path, ProfileText text) {
        this.path = path;
        this.text = text;
    }

    /** Where SCIM has it: names with dots between them; the second of an attribute with several values is the type. */
    String path() {
        return path;
    }

    ProfileText text() {
        return text;
    }

    /** @param path in lower case */
    static Optional<UserAttribute> at(String path) {
        return Arrays.stream(values())
                .filter(one -> one.path.toLowerCase(Locale.ROOT).equals(path))
                .findFirst();
    }
}
