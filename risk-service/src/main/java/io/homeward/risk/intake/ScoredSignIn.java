package io.homeward.risk.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.homeward.accessrules.risk.UserRisk;
import io.homeward.feed.FeedJson;
import io.homeward.risk.signin.Kept;
import io.homeward.risk.standing.Detections;
import java.util.List;

/**
 * What is answered about one sign-in. The same sign-in gets the same answer, with the person's risk as it is now.
 *
 * @param reasons why the level is what it is, for an administrator
 * @param engine which version of the engine gave it
 * @param userRisk as in the feed {@code standings}
 */
public record ScoredSignIn(
        String signInId,
        String level,
        List<Detection> detections,
        List<String> reasons,
        String engine,
        JsonNode userRisk,
        long riskEpoch) {

    public record Detection(String id, String type, String level) {}

    static ScoredSignIn of(Kept kept, List<Detections.Summary> detections, UserRisk risk) {
        return new ScoredSignIn(
                kept.signIn().id(),
                kept.level().wireName(),
                detections.stream()
                        .map(each -> new Detection(
                                each.id().toString(),
                                each.type().wireName(),
                                each.level().wireName()))
                        .toList(),
                kept.reasons(),
                kept.engine(),
                FeedJson.mapper().valueToTree(risk),
                risk.riskEpoch());
    }
}
