package io.homeward.tenant.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.homeward.graph.query.GraphPage;
import io.homeward.graph.query.GraphSet;
import io.homeward.graph.query.GraphType;
import io.homeward.graph.query.Property;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as he goes out. More is shown without {@code $select} than Graph's own service shows; nothing less. */
@JsonInclude
record PersonShown(
        UUID id,
        List<String> businessPhones,
        String displayName,
        @Nullable String givenName,
        @Nullable String jobTitle,
        @Nullable String mail,
        @Nullable String mobilePhone,
        @Nullable String officeLocation,
        @Nullable String preferredLanguage,
        @Nullable String surname,
        String userPrincipalName,
        boolean accountEnabled,
        String userType,
        Instant createdDateTime) {

    static final GraphSet USERS = GraphSet.of(
            "users",
            GraphType.of(
                    "user",
                    Property.guid("id", "p.person_id"),
                    Property.shown("businessPhones"),
                    Property.caselessText("displayName", "p.display_name").neverNull(),
                    Property.caselessText("givenName", "p.given_name"),
                    Property.caselessText("jobTitle", "p.job_title"),
                    Property.caselessText("mail", "p.mail"),
                    Property.text("mobilePhone", "p.mobile_phone"),
                    Property.caselessText("officeLocation", "p.office_location"),
                    Property.text("preferredLanguage", "p.preferred_language"),
                    Property.caselessText("surname", "p.surname"),
                    Property.caselessText("userPrincipalName", "p.user_principal_name")
                            .neverNull(),
                    Property.bool("accountEnabled", "p.account_enabled").neverNull(),
                    Property.caselessText("userType", "p.user_type").neverNull(),
                    Property.instant("createdDateTime", "p.created_at").neverNull()),
            100,
            999);

    static PersonShown of(Person person) {
        Profile profile = person.profile();
        return new PersonShown(
                person.id().value(),
                List.of(),
                profile.displayName(),
                profile.givenName(),
                profile.jobTitle(),
                profile.mail(),
                profile.mobilePhone(),
                profile.officeLocation(),
                profile.preferredLanguage(),
                profile.surname(),
                profile.userPrincipalName(),
                profile.accountEnabled(),
                profile.userType().wire(),
                person.createdAt());
    }

    static GraphPage<PersonShown> of(GraphPage<Person> page) {
        return new GraphPage<>(page.items().stream().map(PersonShown::of).toList(), page.next(), page.count());
    }
}
