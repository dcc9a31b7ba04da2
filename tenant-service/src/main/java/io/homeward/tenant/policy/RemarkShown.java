package io.homeward.tenant.policy;

import io.homeward.accessrules.PolicyId;
import io.homeward.accessrules.review.Remark;
import java.util.List;
import java.util.Locale;

/**
 * A remark of the lint as it goes out.
 *
 * @param kind such as {@code mfaAloneClosesNoUserRisk}
 * @param severity {@code serious}, {@code warning} or {@code advice}
 * @param policies ids; none where it is about what is missing
 */
public record RemarkShown(String kind, String severity, List<String> policies, String message, String advice) {
    static RemarkShown of(Remark remark) {
        return new RemarkShown(
                camelCase(remark.kind().name()),
                camelCase(remark.severity().name()),
                remark.policies().stream().map(PolicyId::toString).sorted().toList(),
                remark.message(),
                remark.advice());
    }

    private static String camelCase(String constant) {
        var name = new StringBuilder();
        for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
