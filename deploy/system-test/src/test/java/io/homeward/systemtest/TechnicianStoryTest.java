package io.homeward.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.homeward.local.sample.Organisations;
import io.homeward.local.sample.Sample;
import io.homeward.local.story.TechnicianStory;
import io.homeward.local.story.Transcript;
import io.homeward.systemtest.RunningSuite.Installation;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningSuite.class)
class TechnicianStoryTest {

    @Test
    void every_step_of_the_story_is_as_expected(Installation installation) throws IOException {
        var suite = installation.suite();
        Sample sample = new Organisations(suite.door(), suite.operator(), suite.upstream())
                .make("test", TechnicianStory.NORDLYS_PEOPLE, TechnicianStory.HARBOUR_PEOPLE);
        var transcript = new Transcript(System.out::println, UnaryOperator.identity(), UnaryOperator.identity());

        new TechnicianStory(
                        suite.door(), sample, suite.outage("risk-service"), installation.files("streams"), transcript)
                .play();

        assertThat(transcript.isAsExpected()).as(transcript.failures()).isTrue();
        assertThat(transcript.steps()).hasSizeGreaterThan(40);
        assertThat(installation.died()).isEmpty();
    }
}
