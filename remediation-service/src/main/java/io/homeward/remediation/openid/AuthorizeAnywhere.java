package io.homeward.remediation.openid;

import io.homeward.accessrules.TenantId;
import io.homeward.remediation.Fault;
import io.homeward.remediation.Refusal;
import io.homeward.remediation.openid.Authorize.Browser;
import io.homeward.remediation.openid.Authorize.Taken;
import io.homeward.remediation.session.BrowserSessions;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * An application's request that names no tenant ({@code /common}): it goes to the tenant where the person is at home, in which the application has
 * to be registered. Where that is the application says by a hint, the browser by its session, or else the person by his name. Whether a name's
 * domain is nobody's or its tenant does not know the application, is one answer.
 */
@Singleton
public class AuthorizeAnywhere {
    private final Authorize authorize;
    private final PathTenants tenants;

    AuthorizeAnywhere(Authorize authorize, PathTenants tenants) {
        this.authorize = authorize;
        this.tenants = tenants;
    }

    /** Empty where the person has to be asked where he is at home. */
    Optional<Taken> take(Form form, Browser browser) {
        return form.one("login_hint")
                .flatMap(this::ofName)
                .or(() -> form.one("domain_hint").flatMap(tenants::ofDomain))
                .or(() -> form.one("id_token_hint").flatMap(tenants::issuing))
                .or(() -> browser.cookie().filter(cookie -> !chooses(form)).flatMap(BrowserSessions::homeOf))
                .flatMap(tenant -> take(tenant, form, browser));
    }

    /** What became of what was asked, now that somebody has said his name. */
    public sealed interface Named {
        /** @param home where he signs in */
        record Asked(TenantId home, AuthorizationRequest request) implements Named {}

        record Answered(Answer answer) implements Named {}

        /** There is no sign-in for this name here, whatever the reason. */
        record Nowhere() implements Named {}
    }

    /** @param asked the application's parameters, as they came */
    public Named named(String asked, String name) {
        Optional<Taken> taken;
        try {
            Form form = Form.of(asked).with("login_hint", name);
            var nobody = new Browser(Optional.empty(), TokenRequest.Sender.of(null, null, null));
            taken = ofName(name).flatMap(tenant -> take(tenant, form, nobody));
        } catch (Form.Unreadable e) {
            throw new Refusal(Fault.UNREADABLE, String.valueOf(e.getMessage()));
        }
        return taken.<Named>map(each -> switch (each) {
                    case Taken.Asking(var request) -> new Named.Asked(request.tenant(), request);
                    case Taken.Answered(var answer) -> new Named.Answered(answer);
                })
                .orElseGet(Named.Nowhere::new);
    }

    private Optional<Taken> take(TenantId tenant, Form form, Browser browser) {
        try {
            return Optional.of(authorize.take(tenant, form, browser));
        } catch (Refusal nowhere) {
            return Optional.empty();
        }
    }

    private Optional<TenantId> ofName(String name) {
        int at = name.lastIndexOf('@');
        return at < 0
                ? Optional.empty()
                : tenants.ofDomain(name.substring(at + 1).strip());
    }

    private static boolean chooses(Form form) {
        return form.one("prompt")
                .filter(prompt -> prompt.contains("select_account"))
                .isPresent();
    }
}
