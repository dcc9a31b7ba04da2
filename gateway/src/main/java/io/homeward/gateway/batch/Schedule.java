package io.homeward.gateway.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which part's turn it is, given the answers so far. For one thread. */
public final class Schedule {
    private static final byte[] DEPENDENCY_FAILED = """
            {"error":{"code":"FailedDependency","message":"A request that this one depends on has failed."}}""".getBytes(StandardCharsets.UTF_8);

    private static final PartAnswer NOT_SENT =
            new PartAnswer(424, Map.of("Content-Type", "application/json"), DEPENDENCY_FAILED);

    private final Batch batch;
    private final List<Part> waiting;
    private final Map<String, PartAnswer> answers = new HashMap<>();

    public Schedule(Batch batch) {
        this.batch = batch;
        this.waiting = new ArrayList<>(batch.parts());
    }

    /** Takes a part that depends on nothing that is still open; nothing where there is none at the moment. */
    public Optional<Part> next() {
        while (waiting.removeIf(this::answeredUnsent)) {
            // What waits for one that was never sent is not sent either.
        }
        Optional<Part> next = waiting.stream()
                .filter(part -> answers.keySet().containsAll(part.dependsOn()))
                .findFirst();
        next.ifPresent(waiting::remove);
        return next;
    }

    private boolean answeredUnsent(Part part) {
        boolean failed = part.dependsOn().stream().anyMatch(each -> Optional.ofNullable(answers.get(each))
                .filter(PartAnswer::failed)
                .isPresent());
        if (failed) {
            answers.put(part.id(), NOT_SENT);
        }
        return failed;
    }

    /** The first answer counts. */
    public void answered(Part part, PartAnswer answer) {
        answers.putIfAbsent(part.id(), answer);
    }

    /** Whether every part has its answer. */
    public boolean done() {
        return answers.size() == batch.parts().size();
    }

    /** Parts without an answer, sent or not. */
    public List<Part> open() {
        return batch.parts().stream()
                .filter(part -> !answers.containsKey(part.id()))
                .toList();
    }

    /** All answers by the ids of their parts; once it is done. */
    public Map<String, PartAnswer> answers() {
        return Map.copyOf(answers);
    }
}
