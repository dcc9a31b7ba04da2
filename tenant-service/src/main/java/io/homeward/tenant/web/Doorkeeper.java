package io.homeward.tenant.web;

import io.homeward.tenant.Refusal;

/** A question to the caller that no {@link io.homeward.tenant.Right} asks. */
public interface Doorkeeper {

    /**
     * @param changes whether the route changes something
     * @throws Refusal where the present caller may not enter
     */
    void admit(boolean changes);
}
