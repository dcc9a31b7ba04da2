package io.homeward.tenant.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.DirectoryRole;
import io.homeward.tenant.Feeds;
import io.homeward.tenant.Organisation;
import io.homeward.tenant.RunningService;
import io.restassured.response.Response;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RunningService
class BrandingTest {
    private Organisation here;
    private String branding;

    @BeforeEach
    void begin() {
        here = Organisation.made();
        branding = "/v1.0/organization/" + here.id() + "/branding";
    }

    @Test
    void an_organisation_says_how_it_looks_and_who_helps_and_the_feed_says_it_on() throws IOException {
        here.administration().get(branding).then().statusCode(404);

        change(Map.of(
                        "backgroundColor",
                        "#1B5E20",
                        "signInPageText",
                        "Only for staff.\nSee the intranet.",
                        "helpDesk",
                        Map.of(
                                "text", "Room 4, ground floor",
                                "phone", "+47 55 12 34 56",
                                "mail", "help@fjordclinic.example",
                                "url", "https://help.fjordclinic.example/")))
                .then()
                .statusCode(204);
        put(picture("png", 200, 40)).then().statusCode(204);

        here.member()
                .get(branding)
                .then()
                .statusCode(200)
                .header("ETag", containsString("2"))
                .body("id", equalTo("0"))
                .body("backgroundColor", equalTo("#1b5e20"))
                .body("bannerLogoRelativeUrl", equalTo("organization/" + here.id() + "/branding/bannerLogo"))
                .body("helpDesk.phone", equalTo("+47 55 12 34 56"));
        JsonNode told = Feeds.snapshot("branding", here.id()).orElseThrow();
        JsonNode example = Feeds.example("feed-branding.json").get(0);
        assertThat(names(told)).isEqualTo(names(example));
        assertThat(names(told.path("helpDesk"))).isEqualTo(names(example.path("helpDesk")));
        assertThat(names(told.path("logo"))).isEqualTo(names(example.path("logo")));
        assertThat(told.path("colour").asText()).isEqualTo("#1b5e20");
        assertThat(told.path("darkColour").asText())
                .isEqualTo(new Colour("#1b5e20").onDark().text());
    }

    @Test
    void what_is_not_named_stays_and_null_takes_away() {
        change(Map.of("backgroundColor", "#123456", "helpDesk", Map.of("phone", "5512")))
                .then()
                .statusCode(204);
        change(Map.of("signInPageText", "Hello")).then().statusCode(204);
        here.administration()
                .body("{\"helpDesk\": null}")
                .patch(branding)
                .then()
                .statusCode(204);

        here.administration()
                .get(branding)
                .then()
                .body("backgroundColor", equalTo("#123456"))
                .body("signInPageText", equalTo("Hello"))
                .body("helpDesk", nullValue())
                .body("bannerLogoRelativeUrl", nullValue());
        here.administration().delete(branding).then().statusCode(204);
        here.administration().get(branding).then().statusCode(404);
        assertThat(Feeds.snapshot("branding", here.id())).isEmpty();
    }

    @Test
    void whoever_has_seen_another_version_changes_nothing() {
        change(Map.of("signInPageText", "one")).then().statusCode(204);
        String seen = here.administration().get(branding).header("ETag");
        change(Map.of("signInPageText", "two")).then().statusCode(204);

        here.administration()
                .header("If-Match", seen)
                .body(Map.of("signInPageText", "three"))
                .patch(branding)
                .then()
                .statusCode(412);
        here.administration().header("If-Match", seen).delete(branding).then().statusCode(412);
        here.administration().get(branding).then().body("signInPageText", equalTo("two"));
    }

    @ParameterizedTest
    @CsvSource({"#ffffff", "#ffeb3b", "#7f8cff", "#808080"})
    void a_colour_that_people_could_not_read_is_refused_with_its_contrast(String colour) {
        change(Map.of("backgroundColor", colour))
                .then()
                .statusCode(400)
                .body("error.message", containsString("to 1"))
                .body("error.message", containsString("WCAG 2.2 AA"));
        here.administration().get(branding).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#000000", "#2f4fd0", "#1b5e20", "#b3261e", "#0000ff", "#6a1b9a", "#5f5f5f"})
    void every_colour_that_is_taken_can_be_read_on_light_and_on_dark_pages(String text) {
        Colour light = Colour.of("backgroundColor", text);
        Colour dark = light.onDark();

        for (String paper : List.of("#ffffff", "#f3f4f8")) {
            assertThat(light.contrast(new Colour(paper))).as(paper).isGreaterThanOrEqualTo(Colour.READABLE);
        }
        for (String paper : List.of("#191c25", "#0f1117", "#10163a")) {
            assertThat(dark.contrast(new Colour(paper))).as(paper).isGreaterThanOrEqualTo(Colour.READABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{\"backgroundColor\": \"red\"}",
                "{\"backgroundColor\": \"#12345\"}",
                "{\"backgroundColor\": \"#123456;}*{display:none}\"}",
                "{\"backgroundColor\": 7}",
                "{\"customCSSRelativeUrl\": \"x.css\"}",
                "{\"signInPageText\": \"\"}",
                "{\"signInPageText\": \"a\\u0000b\"}",
                "{\"helpDesk\": \"call us\"}",
                "{\"helpDesk\": {\"fax\": \"1\"}}",
                "{\"helpDesk\": {\"phone\": \"javascript:alert(1)\"}}",
                "{\"helpDesk\": {\"mail\": \"nobody\"}}",
                "{\"helpDesk\": {\"mail\": \"a@b.example?cc=evil@x.example\"}}",
                "{\"helpDesk\": {\"url\": \"http://plain.example\"}}",
                "{\"helpDesk\": {\"url\": \"javascript:alert(1)\"}}",
                "{\"helpDesk\": {\"url\": \"https://us:er@x.example\"}}"
            })
    void what_cannot_be_is_refused(String body) {
        here.administration()
                .body(body)
                .patch(branding)
                .then()
                .statusCode(400)
                .body("error.code", containsString("BadRequest"));
        here.administration().get(branding).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void a_logo_is_drawn_anew_and_nothing_else_is_left_in_it(String format) throws IOException {
        byte[] picture = picture(format, 120, 30);
        byte[] more = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(picture, picture.length + more.length);
        System.arraycopy(more, 0, both, picture.length, more.length);

        put(both).then().statusCode(204);

        Response answer = here.administration().get(branding + "/bannerLogo");
        assertThat(answer.contentType()).isEqualTo("image/" + format);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(new String(answer.asByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("script");
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(answer.asByteArray()));
        assertThat(List.of(shown.getWidth(), shown.getHeight())).isEqualTo(List.of(120, 30));

        here.administration().delete(branding + "/bannerLogo").then().statusCode(204);
        here.administration().get(branding + "/bannerLogo").then().statusCode(404);
    }

    @Test
    void what_is_no_small_picture_is_no_logo_whatever_it_is_called() throws IOException {
        byte[] whole = picture("png", 50, 50);
        String svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";

        refused(svg.getBytes(StandardCharsets.UTF_8), "PNG or a JPEG");
        refused(picture("gif", 50, 50), "PNG or a JPEG");
        refused(picture("bmp", 50, 50), "PNG or a JPEG");
        refused(Arrays.copyOf(whole, 30), "PNG or a JPEG");
        refused(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, "PNG or a JPEG");
        refused(picture("png", 601, 10), "601 by 10 pixels");
        refused(picture("png", 10, 201), "at most 600 by 200");
        refused(bomb(whole), "pixels");
        refused(new byte[Logo.LARGEST + 1], "at most 32768 bytes");
        here.administration()
                .contentType("image/svg+xml")
                .body(svg.getBytes(StandardCharsets.UTF_8))
                .put(branding + "/bannerLogo")
                .then()
                .statusCode(400);
        here.administration().get(branding).then().statusCode(404);
    }

    @Test
    void nobody_changes_it_without_the_right_and_elsewhere_there_is_none() {
        var change = Map.of("signInPageText", "Mine");
        Organisation there = Organisation.made();

        here.application("Organization.Read.All")
                .body(change)
                .patch(branding)
                .then()
                .statusCode(403);
        here.member(DirectoryRole.USER_ADMINISTRATOR)
                .body(change)
                .patch(branding)
                .then()
                .statusCode(403);
        here.technicianOf(there, DirectoryRole.GLOBAL_ADMINISTRATOR)
                .body(change)
                .patch(branding)
                .then()
                .statusCode(403);
        there.administration().body(change).patch(branding).then().statusCode(404);
        there.administration().get(branding).then().statusCode(404);
        here.administration().get(branding).then().statusCode(404);
    }

    private Response change(Map<String, ?> body) {
        return here.administration().body(body).patch(branding);
    }

    private Response put(byte[] picture) {
        return here.administration().contentType("image/png").body(picture).put(branding + "/bannerLogo");
    }

    private void refused(byte[] sent, String why) {
        put(sent).then().statusCode(400).body("error.message", containsString(why));
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(width / 2, height / 2, Color.ORANGE.getRGB());
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, out)).isTrue();
        return out.toByteArray();
    }

    /** Says to be 60,000 by 60,000 pixels. */
    private static byte[] bomb(byte[] png) {
        byte[] bomb = png.clone();
        for (int at : new int[] {16, 20}) {
            bomb[at + 2] = (byte) 0xea;
            bomb[at + 3] = 0x60;
        }
        return bomb;
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
