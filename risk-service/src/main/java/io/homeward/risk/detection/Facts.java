package io.homeward.risk.detection;

import io.homeward.intel.Intelligence;
import io.homeward.risk.profile.History;
import io.homeward.risk.profile.SourceActivity;
import io.homeward.risk.signin.SignIn;

/**
 * Everything one sign-in is judged by.
 *
 * @param history of the person, before this sign-in
 * @param source the activity around the sign-in's address, this sign-in included
 * @param known what the files about addresses say, for the addresses of earlier sign-ins
 */
public record Facts(SignIn signIn, History history, SourceActivity source, Intelligence known) {}
