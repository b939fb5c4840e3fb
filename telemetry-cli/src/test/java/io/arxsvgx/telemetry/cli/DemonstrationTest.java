// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.spi.Demonstration;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code start --demo} with demonstrations on the class path that are not in the distribution. */
class DemonstrationTest {
    private static final String SERVICE = "META-INF/services/" + Demonstration.class.getName();
    private static final String[] START = {
        "start", "--demo", "--http-port=0", "--websocket-port=0", "--dashboard-port=0"
    };

    @TempDir
    private Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** A demonstration that records one event, and counts running feeds. */
    public static final class OneEvent implements Demonstration {
        private static final AtomicInteger RUNNING = new AtomicInteger();

        @Override
        public String description() {
            return "a single event";
        }

        @Override
        public List<AlertRule> rules(String action) {
            return List.of(AlertRule.builder("one_event")
                    .condition("threshold")
                    .parameter("field", "load")
                    .parameter("operator", ">")
                    .parameter("value", 1)
                    .actions(action)
                    .build());
        }

        @Override
        public Feed start(TelemetryProcessor processor) {
            RUNNING.incrementAndGet();
            processor.series("single", "load").record(2);
            return RUNNING::decrementAndGet;
        }
    }

    /** A class path with an optional service file of demonstrations. */
    private static final class Demonstrations extends ClassLoader {
        private final List<URL> files;

        private Demonstrations(ClassLoader parent, List<URL> files) {
            super(parent);
            this.files = files;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(SERVICE) ? Collections.enumeration(files) : super.getResources(name);
        }
    }

    private void nameDemonstrations(List<URL> files) {
        Thread.currentThread().setContextClassLoader(new Demonstrations(before, files));
    }

    private URL file(String demonstration) throws IOException {
        return url(Files.writeString(folder.resolve("services"), demonstration));
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    @AfterEach
    void restoreClassPath() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void demo_noDemonstration_saysWhatIsMissingAndHowToAddIt() {
        nameDemonstrations(List.of());
        Path data = folder.resolve("data");

        Run run = Run.of("start", "--demo", "--data", data.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip().lines()).hasSize(1);
        assertThat(run.err())
                .contains("--demo: no demonstration", Demonstration.class.getName(), "examples-svg", "java -cp");
        assertThat(run.out()).isEmpty();
        assertThat(data).doesNotExist();
    }

    @Test
    void demo_demonstrationThatCannotBeLoaded_isNamed() throws IOException {
        nameDemonstrations(List.of(file("org.example.Missing")));

        Run run = Run.of("start", "--demo", "--no-data");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--demo: cannot load a demonstration", "org.example.Missing");
    }

    @Test
    void demo_otherDemonstration_runsWithItsRulesUntilTheEnd() throws IOException {
        nameDemonstrations(List.of(file(OneEvent.class.getName())));
        Run run = Run.begun(Map.of());

        CompletableFuture<Run> end = Blocking.supply(() -> run.execute(START));
        try {
            await().atMost(LiveServer.LONG)
                    .until(() -> end.isDone()
                            || (run.out().contains("Ctrl-C")
                                    && run.err().contains("alert firing: one_event: load of single")));

            assertThat(run.out()).contains("events of simulated sensors; a single event", "4: ", "one_event");
            assertThat(end).isNotDone();
            assertThat(OneEvent.RUNNING).hasValue(1);
        } finally {
            run.stop();
        }
        assertThat(end.orTimeout(30, TimeUnit.SECONDS).join().code()).isZero();
        assertThat(OneEvent.RUNNING).hasValue(0);
    }
}
