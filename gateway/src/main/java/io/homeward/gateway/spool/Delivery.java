package io.homeward.gateway.spool;

import io.homeward.gateway.spool.RiskService.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends what waits, one parcel after the other, on a thread of its own; what is not taken is sent again, ever more slowly. */
final class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    /** How often it is looked for something to send. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    /** From here on it is said that the log is behind, and again as often. */
    private static final Duration BEHIND = Duration.ofMinutes(1);

    private final Spool spool;
    private final RiskService service;
    private final InstantSource clock;
    private final Counter sent;
    private final Counter refused;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;
    private Duration retry = FIRST_RETRY;
    private Instant said = Instant.EPOCH;

    Delivery(Spool spool, RiskService service, MeterRegistry meters, InstantSource clock) {
        this.spool = spool;
        this.service = service;
        this.clock = clock;
        this.sent = meters.counter("homeward.decisions.parcels.sent");
        this.refused = meters.counter("homeward.decisions.parcels.refused");
    }

    void start(MeterRegistry meters) {
        meters.gauge("homeward.decisions.waiting.bytes", spool, Spool::bytes);
        meters.gauge("homeward.decisions.waiting.seconds", this, Delivery::behindSeconds);
        thread = Thread.ofPlatform().name("decision-delivery").daemon(true).start(this::run);
    }

    private double behindSeconds() {
        return behind().toMillis() / 1000.0;
    }

    private Duration behind() {
        return spool.oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()))
                .orElse(Duration.ZERO);
    }

    private void run() {
        Duration wait = PAUSE;
        while (!sleep(wait)) {
            try {
                Optional<Parcel> parcel = spool.next();
                wait = parcel.isEmpty() ? PAUSE : send(parcel.get());
            } catch (IOException e) {
                LOG.errorf(e, "Decisions that wait cannot be read");
                wait = slower();
            }
        }
    }

    private Duration send(Parcel parcel) throws IOException {
        switch (service.take(parcel.lines())) {
            case Answer.Taken taken -> {
                spool.sent(parcel);
                sent.increment();
                if (taken.setAside() > 0) {
                    LOG.errorf("risk-service could not read %d lines of the decision log", taken.setAside());
                }
                caughtUp();
                return Duration.ZERO;
            }
            case Answer.Refused no -> {
                spool.refused(parcel);
                refused.increment();
                LOG.errorf("risk-service refused a part of the decision log for good: %s", no.why());
                return Duration.ZERO;
            }
            case Answer.Away away -> {
                sayBehind(away.why());
                return slower();
            }
        }
    }

    private Duration slower() {
        Duration now = retry;
        retry = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
        return now;
    }

    private void caughtUp() {
        retry = FIRST_RETRY;
        if (!said.equals(Instant.EPOCH) && behind().compareTo(BEHIND) < 0) {
            said = Instant.EPOCH;
            LOG.info("The decision log has caught up");
        }
    }

    private void sayBehind(String why) {
        Instant now = clock.instant();
        Duration behind = behind();
        if (behind.compareTo(BEHIND) > 0 && said.plus(BEHIND).isBefore(now)) {
            said = now;
            LOG.warnf(
                    "The decision log is %d s behind, %d bytes wait: risk-service does not take it (%s)",
                    behind.toSeconds(), spool.bytes(), why);
        }
    }

    /** Whether to stop. */
    private boolean sleep(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    void stop() throws InterruptedException {
        stopped.countDown();
        if (thread != null) {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(5));
        }
    }
}
