package io.homeward.remediation.openid;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * RFC 8628 section 3.2, and the sentence that clients of this vocabulary print.
 *
 * @param deviceCode for the device alone
 * @param userCode for its screen
 * @param expiresIn seconds
 * @param interval seconds between two questions
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DeviceCodeResponse(
        String deviceCode,
        String userCode,
        String verificationUri,
        String verificationUriComplete,
        long expiresIn,
        long interval,
        String message) {

    @Override
    public String toString() {
        return "DeviceCodeResponse";
    }
}
