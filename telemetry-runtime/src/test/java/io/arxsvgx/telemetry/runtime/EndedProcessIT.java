// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime in a process of its own, which a signal ends. */
class EndedProcessIT {
    private static final int SIGTERM_STATUS = 128 + 15;
    /** What a supervisor gives a process. */
    private static final long GRACE_SECONDS = 10;

    @TempDir(factory = RuntimeFixture.InTarget.class)
    private Path folder;

    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path output() {
        return folder.resolve("output");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(output());
    }

    private Process run(String hanging) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ChildRuntime.class.getName(),
                        data().toString(),
                        hanging)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private void start(String hanging) throws IOException {
        process = run(hanging);
        await().atMost(RuntimeFixture.LONG)
                .until(() -> !process.isAlive()
                        || lines().stream()
                                        .filter(line -> line.startsWith("accepted"))
                                        .count()
                                > 1_000);
        assertThat(process.isAlive()).as("%s", lines()).isTrue();
    }

    /** The first checkpoint from now on may have begun before the last value was processed; the second one has not. */
    private void awaitCheckpointOfAllAccepted() throws IOException {
        Path state = data().resolve("state");
        for (int checkpoint = 0; checkpoint < 2; checkpoint++) {
            FileTime before = Files.exists(state) ? Files.getLastModifiedTime(state) : null;
            await().atMost(RuntimeFixture.LONG)
                    .until(() -> Files.exists(state)
                            && !Files.getLastModifiedTime(state).equals(before));
        }
    }

    private void terminate() throws InterruptedException {
        process.destroy(); // SIGTERM
        assertThat(process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(SIGTERM_STATUS);
    }

    private TelemetryRuntime restarted() {
        TelemetryRuntime runtime = RuntimeFixture.onFreePorts().data(data()).build();
        runtime.start();
        RuntimeFixture.flush(runtime);
        return runtime;
    }

    private long lastAccepted() throws IOException {
        return lines().stream()
                .filter(line -> line.matches("accepted [0-9]+"))
                .mapToLong(line -> Long.parseLong(line.substring("accepted ".length())))
                .max()
                .orElseThrow();
    }

    private long lastSaved(TelemetryRuntime runtime) {
        double[] values = RuntimeFixture.values(runtime, ChildRuntime.LAST_SOURCE);
        return (long) -values[values.length - 1];
    }

    /** The last state of each alert of which the action was notified. */
    private Map<String, String> said() throws IOException {
        Map<String, String> said = new HashMap<>();
        for (String line : lines()) {
            if (line.matches("said [^ ]+ [A-Z]+")) {
                String[] words = line.split(" ", -1);
                said.put(words[1], words[2]);
            }
        }
        return said;
    }

    /** A notified state is not lost; the alert may have changed since. */
    private void assertKnowsAllSaid(TelemetryRuntime runtime) throws IOException {
        Map<String, String> said = said();
        assertThat(said).isNotEmpty();
        said.forEach((id, state) -> {
            Alert alert = runtime.processor().alerts().history().alert(id).orElseThrow();
            assertThat(alert.state()).as(id).isIn(AlertState.valueOf(state), AlertState.RESOLVED);
        });
        assertThat(runtime.processor().silences().list())
                .extracting(Silence::id)
                .containsExactly("mine");
    }

    @Test
    void sigterm_everythingAcceptedIsSaved() throws Exception {
        start("nothing");
        terminate();
        try (TelemetryRuntime next = restarted()) {
            assertThat(lastSaved(next)).isGreaterThanOrEqualTo(lastAccepted());
            assertKnowsAllSaid(next);
        }
        assertThat(lines()).contains("refused");
    }

    @Test
    void sigterm_actionThatHangs_everythingAcceptedIsSavedAllTheSame() throws Exception {
        start("action");
        terminate();
        try (TelemetryRuntime next = restarted()) {
            assertThat(lastSaved(next)).isGreaterThanOrEqualTo(lastAccepted());
        }
    }

    @Test
    void sigterm_sourceThatDoesNotEnd_endsTheProcessWithTheLastCheckpoint() throws Exception {
        start("source");
        long accepted = lastAccepted();
        awaitCheckpointOfAllAccepted();
        terminate();
        try (TelemetryRuntime next = restarted()) {
            assertThat(lastSaved(next)).isGreaterThanOrEqualTo(accepted);
        }
    }

    @Test
    void kill_theNextRuntimeHasWhatWasSaid() throws Exception {
        start("nothing");
        long accepted = lastAccepted();
        awaitCheckpointOfAllAccepted();
        process.destroyForcibly();
        assertThat(process.waitFor(RuntimeFixture.LONG.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        try (TelemetryRuntime next = restarted()) {
            assertKnowsAllSaid(next);
            assertThat(lastSaved(next)).isGreaterThanOrEqualTo(accepted);
        }
    }

    @Test
    void dataFolder_ofAnotherProcess_isRefusedUntilItEnds() throws Exception {
        start("nothing");
        assertThatThrownBy(RuntimeFixture.onFreePorts().data(data())::build)
                .isInstanceOf(DataFolderInUseException.class);
        terminate();
        restarted().close();
    }

    /** An attempt in the owner's process must not release the lock of the process. */
    @Test
    void dataFolder_refusedInItsOwnProcess_isRefusedInOthersStill() throws Exception {
        try (TelemetryRuntime owner = RuntimeFixture.onFreePorts().data(data()).build()) {
            owner.start();
            assertThatThrownBy(RuntimeFixture.onFreePorts().data(data())::build)
                    .isInstanceOf(DataFolderInUseException.class);
            process = run("nothing");
            assertThat(process.waitFor(RuntimeFixture.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(lines()).anyMatch(line -> line.contains("is in use by another runtime"));
        }
    }
}
