package io.homeward.remediation.architecture.broken.openid;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import com.google.crypto.tink.Aead;
import io.homeward.remediation.flow.FlowId;

/** Breaks every rule of the service on purpose. */
final class Broken {
    private Broken() {}

    static int breaks(FlowId flow, Aead cipher, HmacOneTimePasswordGenerator codes) {
        return flow.hashCode() + cipher.hashCode() + codes.getPasswordLength();
    }
}
