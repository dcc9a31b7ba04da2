package io.homeward.risk.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Starts the readers where a broker is configured, and stops them before anything they need is gone. */
@Singleton
public class SignInStream {
    private final StreamSettings settings;
    private final OwnIntake intake;
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final List<ReaderThread> threads = new ArrayList<>();

    SignInStream(StreamSettings settings, OwnIntake intake, MeterRegistry registry, InstantSource clock) {
        this.settings = settings;
        this.intake = intake;
        this.registry = registry;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        settings.bootstrapServers().ifPresent(servers -> {
            var clients = new KafkaClients(settings, servers, registry);
            for (int number = 1; number <= settings.readers(); number++) {
                var thread = new ReaderThread("signins-" + number, () -> clients.reader(intake, clock));
                threads.add(thread);
                thread.start();
            }
            Log.infof("Sign-ins are read from the topic %s", settings.topic());
        });
    }

    /** Early, so that a transaction can end, and what was learned in it is still written. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        threads.forEach(ReaderThread::stop);
        threads.forEach(ReaderThread::awaitEnd);
    }
}
