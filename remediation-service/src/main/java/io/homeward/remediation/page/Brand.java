package io.homeward.remediation.page;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.directory.Branding;
import io.homeward.remediation.directory.Branding.HelpDesk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an organisation looks to its people. An empty text is one that it does not have.
 *
 * @param name shown where there is no logo, and read out where there is one
 * @param style the address of its colours
 * @param logo the address of its picture
 * @param text of its own
 * @param contacts how its help desk is reached
 */
public record Brand(String name, String style, String logo, String text, List<Contact> contacts) {
    /** Where it is not known yet whose people it is. */
    static final Brand NOBODYS = new Brand("Homeward", "", "", "", List.of());

    /** @param link empty where it is only to be read */
    public record Contact(String text, String link) {}

    public Brand {
        contacts = List.copyOf(contacts);
    }

    static Brand of(TenantId tenant, String name, Branding branding) {
        String here = "/" + tenant + "/branding/";
        return new Brand(
                name,
                BrandColours.of(branding).map(colours -> here + colours.file()).orElse(""),
                branding.logo().map(digest -> here + digest).orElse(""),
                branding.text().orElse(""),
                branding.helpDesk().map(Brand::contacts).orElse(List.of()));
    }

    private static List<Contact> contacts(HelpDesk desk) {
        return Stream.of(
                        desk.text().map(text -> new Contact(text, "")),
                        desk.phone().map(phone -> new Contact(phone, "tel:" + phone.replaceAll("[^+0-9]", ""))),
                        desk.mail().map(mail -> new Contact(mail, "mailto:" + mail)),
                        desk.url().map(url -> new Contact(url, url)))
                .flatMap(Optional::stream)
                .toList();
    }
}
