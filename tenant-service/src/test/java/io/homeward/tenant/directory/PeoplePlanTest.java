package io.homeward.tenant.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.graph.query.GraphSql;
import io.homeward.tenant.Planned;
import io.homeward.tenant.RunningService;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are found by in a large tenant: an index that ends where the answer ends. */
@RunningService
class PeoplePlanTest {
    private static Planned planned;

    /** Nine thousand in the large one, ten in each of three hundred others. */
    @BeforeAll
    static void many_people() throws SQLException {
        planned = Planned.with("""
                insert into person (tenant_id, person_id, user_principal_name, display_name, given_name, surname, mail, department, job_title,
                    employee_id, account_enabled, user_type, created_at, sessions_valid_from)
                select case when n <= 9000 then md5('large')::uuid else md5('small' || n % 300)::uuid end, md5('p' || n)::uuid,
                    'person' || n || '@many.example', md5('n' || n), 'Given' || n % 50, 'Surname' || n % 200, md5('m' || n) || '@mail.example',
                    'Department ' || n % 40, 'Job ' || n % 70, n, n % 50 <> 0, case when n % 60 = 0 then 'Guest' else 'Member' end,
                    now() - n * interval '1 minute', now()
                from generate_series(1, 12000) n""", """
                insert into directory_word (tenant_id, word, object_id, properties)
                select tenant_id, word, person_id, properties from person, words_of(display_name, user_principal_name, mail, given_name, surname)
                where tenant_id = md5('large')::uuid or tenant_id in (select md5('small' || n)::uuid from generate_series(0, 299) n)""", "analyze person", "analyze directory_word");
    }

    @AfterAll
    static void undone() throws SQLException {
        planned.close();
    }

    /** @param options {@code $name=value} with {@code &} between them */
    private static GraphSql asked(String options) {
        Map<String, String> named = Arrays.stream(options.split("&"))
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
        return Planned.asked(named)
                .parse(PersonShown.USERS)
                .sql("p.display_name", "person p", "p.tenant_id = :tenant and p.deleted_at is null");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "p.user_principal_name_lower = lower(:key) | person_name",
                "p.person_id = :key                        | person_once",
                "p.mail_lower = lower(:key)                | person_by_mail"
            })
    void somebody_is_found_along_the_index_of_what_he_is_asked_for_by(String condition, String index)
            throws SQLException {
        assertThat(planned.onceForAll(
                        "select p.display_name from person p where p.tenant_id = :tenant and p.deleted_at is null and "
                                + condition))
                .isEqualTo(index);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$top=50                                                            | person_pkey",
                "$filter=userPrincipalName eq 'a@b.example'                         | person_name",
                "$filter=mail eq 'a@b.example'                                      | person_by_mail",
                "$filter=employeeId eq '4711'                                       | person_by_employee_id",
                "$filter=department eq 'Department 7'&$top=20                       | person_by_department",
                "$filter=jobTitle eq 'Job 7'&$top=20                                | person_by_job_title",
                "$filter=accountEnabled eq false&$top=20                            | person_by_enabled",
                "$filter=userType eq 'Guest'&$top=20                                | person_by_type",
                "$filter=startswith(displayName,'a')&$top=20                        | person_by_display_name",
                "$filter=startswith(userPrincipalName,'person7')&$top=20            | person_name",
                "$filter=startswith(surname,'surname7')&$top=20                     | person_by_surname",
                "$filter=startswith(givenName,'given7')&$top=20                     | person_by_given_name",
                "$filter=startswith(mail,'ab')&$top=20                              | person_by_mail",
                "$orderby=displayName&$top=20                                       | person_by_display_name",
                "$orderby=userPrincipalName desc&$top=20                            | person_name",
                "$orderby=mail&$top=20                                              | person_by_mail",
                "$orderby=surname desc&$top=20                                      | person_by_surname",
                "$orderby=createdDateTime desc&$top=20                              | person_by_creation",
                "$search=\"displayName:abcd\"&$top=20                               | directory_word_pkey person_once"
            })
    void lists_go_along_the_index_that_is_made_for_them(String options, String indexes) throws SQLException {
        assertThat(planned.forItsValues(asked(options).page())).isEqualTo(indexes);
    }

    @Test
    void a_search_in_several_properties_is_one_list() throws SQLException {
        assertThat(planned.forItsValues(
                        asked("$search=\"displayName:abcd\" OR \"mail:abcd\"").page()))
                .isEqualTo("directory_word_pkey directory_word_pkey person_once");
    }
}
