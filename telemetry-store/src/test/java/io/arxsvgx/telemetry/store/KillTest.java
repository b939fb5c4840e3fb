// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of a process that is killed at random moments: the alerts that it has reported are on disk, each alert once.
 */
class KillTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 6);

    @TempDir
    private Path folder;

    private final Map<String, String> said = new HashMap<>();
    private final Random random = new Random(7);

    @Test
    void kill_atAnyMoment_losesNoAlertThatWasSaid() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            runAndKill();
            check();
        }
        assertThat(said).hasSizeGreaterThan(ROUNDS);
    }

    /** The mark is made after the state was saved. It is restored from the store, and counts once. */
    @Test
    void kill_afterAMark_losesNone() throws Exception {
        Path output = folder.resolve("output");
        for (int before = 0; before < 3; before++) {
            Process process = start(output, MarkingVictim.class, folder.toString(), Integer.toString(before));
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            String evidence = lines(output).stream()
                    .filter(line -> line.startsWith("evidence "))
                    .findAny()
                    .orElseThrow();
            if (before == 0) {
                assertThat(evidence).doesNotContain("alarm threshold raised");
            } else {
                assertThat(evidence).contains("alarm threshold raised by " + before + " false-positive mark");
            }
            assertThat(lines(output)).contains("marked true");
        }
    }

    @Test
    void kill_afterASilenceWasSet_losesNone() throws Exception {
        Process process = start(folder.resolve("output"), SilencingVictim.class, folder.toString());
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        try (TelemetryProcessor next = SilencingVictim.processor(folder)) {
            next.start();
            assertThat(next.silences().list()).containsExactly(SilencingVictim.SILENCE);
        }
    }

    private static Process start(Path output, Class<?> victim, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                victim.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !process.isAlive() || lines(output).contains("ready"));
        return process;
    }

    private void runAndKill() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = start(output, Victim.class, folder.toString());
        assertThat(process.waitFor(50 + random.nextInt(900), TimeUnit.MILLISECONDS))
                .as("exited early with output %s", lines(output))
                .isFalse();
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Set<String> restored = new HashSet<>();
        for (String line : lines(output)) {
            if (line.startsWith("restored ")) {
                assertThat(restored.add(line)).as("each alert once: " + line).isTrue();
            }
            note(line);
        }
    }

    private static List<String> lines(Path output) throws IOException {
        return Files.readAllLines(output);
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[0].equals("said")) {
            said.put(words[1], words[2]);
        }
    }

    private void check() throws Exception {
        try (SqliteAlertStore store = SqliteAlertStore.open(folder.resolve("alerts.db"))) {
            assertThat(store.trouble()).isNull();
            Map<String, AlertState> kept = new HashMap<>();
            List<Alert> all = store.find(AlertQuery.newest(1_000_000));
            for (Alert alert : all) {
                assertThat(kept.put(alert.id(), alert.state())).as(alert.id()).isNull();
            }
            said.forEach((id, state) -> {
                assertThat(kept).containsKey(id);
                if (state.equals("RESOLVED")) {
                    assertThat(kept.get(id)).as(id).isEqualTo(AlertState.RESOLVED);
                }
            });
            Set<String> firing = new HashSet<>();
            for (Alert alert : store.open()) {
                assertThat(firing.add(alert.ruleId() + alert.source()))
                        .as("one open alert a series")
                        .isTrue();
            }
        }
    }
}
