package io.homeward.remediation.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The templates, one for each kind of screen. */
@CheckedTemplate(basePath = "page")
public final class Templates {
    private Templates() {}

    /** @param to the page of ours that is signed in for; empty where an application waits */
    static native TemplateInstance identify(Page page, String name, String request, String to);

    /** @param other where somebody else begins; empty where nobody does */
    static native TemplateInstance password(Page page, String name, String other);

    /**
     * Somebody whom his passkey names.
     *
     * @param other where one begins with a name; empty where nowhere
     */
    static native TemplateInstance key(Page page, String other);

    /** @param again whether another code may be asked for */
    static native TemplateInstance mail(Page page, boolean again);

    /** @param after what comes of it */
    static native TemplateInstance notice(Page page, String label, String after);

    /** @param time how long this may wait */
    static native TemplateInstance register(Page page, List<Method> methods, String time, boolean skip);

    /**
     * @param groups the key, for people
     * @param key the key, for the clipboard
     * @param otherStep the move to another method; empty where there is none
     */
    public static native TemplateInstance app(
            Page page, QrSvg qr, List<String> groups, String uri, String key, String otherStep, String otherName);

    /** @param options what the browser makes a passkey with ({@code PublicKeyCredentialCreationOptionsJSON}) */
    public static native TemplateInstance create(Page page, String options);

    public static native TemplateInstance codes(Page page, List<String> codes);

    static native TemplateInstance verify(Page page, Method method, List<Method> others);

    /**
     * @param reasons why the password before was refused
     * @param meter where a password's strength is asked for; empty where nowhere
     */
    static native TemplateInstance change(Page page, String name, List<String> reasons, String meter);

    /** Asks for a link that somebody was sent; our script fills it in. */
    static native TemplateInstance linked(Page page, List<Choice> choices);

    /** @param link a way on; empty where there is none */
    static native TemplateInstance message(Page page, String link, String label);

    /** @param code that is in the field already */
    static native TemplateInstance device(Page page, String code);

    /** @param facts what the person compares with the device in front of him */
    static native TemplateInstance allow(Page page, List<Page.Detail> facts);
}
