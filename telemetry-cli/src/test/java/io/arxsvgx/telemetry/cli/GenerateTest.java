// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateTest {
    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d.json", "d.ndjson", "d.jsonl", "d.csv", "d.json.gz", "d.ndjson.gz", "d.csv.gz", "data"})
    void generate_eachFormat_isReadByIngest(String name) {
        try (LiveServer live = new LiveServer().start()) {
            assertThat(Run.of("generate", path(name), "--count", "250", "--anomalies", "0.1")
                            .code())
                    .isZero();

            Run run = live.run("ingest", path(name));

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).startsWith("250 events");
        }
    }

    @Test
    void generate_sameSeed_givesTheSameFile() throws IOException {
        Run.of("generate", path("a.json"), "--seed", "7");
        Run.of("generate", path("b.json"), "--seed", "7");
        Run.of("generate", path("c.json"), "--seed", "8");

        assertThat(Path.of(path("a.json"))).hasSameBinaryContentAs(Path.of(path("b.json")));
        assertThat(Files.readString(Path.of(path("a.json")))).isNotEqualTo(Files.readString(Path.of(path("c.json"))));
    }

    @Test
    void generate_byDefault_isAHundredEventsAndTellsItsSeed() throws IOException {
        Run run = Run.of("generate", path("d.ndjson"));

        assertThat(run.out()).matches("100 events of 9 sensors written to .*d.ndjson \\(seed \\d+\\)\n");
        assertThat(Files.readAllLines(Path.of(path("d.ndjson")))).hasSize(100);
    }

    @Test
    void generate_sourcesAndTypes_areThose() {
        Run names = Run.of("generate", "-", "--count", "4", "--sources", "pump,fan", "--types", "rpm,temperature");
        assertThat(names.lines()).hasSize(4);
        assertThat(names.lines().get(0)).contains("\"pump\"", "\"rpm\"");
        assertThat(names.lines().get(3)).contains("\"fan\"", "\"temperature\"");

        assertThat(Run.of("generate", "-", "--count", "2", "--sources", "2", "--types", "rpm")
                        .lines()
                        .get(1))
                .contains("sensor_002");
    }

    @Test
    void generate_zero_isAnEmptyFile() throws IOException {
        Run.of("generate", path("none.json"), "--count", "0");

        assertThat(Files.readString(Path.of(path("none.json")))).isEqualTo("[]\n");
    }

    @Test
    void generate_byDefault_hasFiveAnomaliesAndAtMostOneInAHundredEvents() {
        assertThat(anomalies("--count", "100")).isEqualTo(1);
        assertThat(anomalies("--count", "1000", "--seed", "1")).isEqualTo(5);
        assertThat(anomalies("--count", "20000", "--seed", "2")).isEqualTo(5);
    }

    /** The number of anomalies. */
    private static int anomalies(String... more) {
        List<String> args = new ArrayList<>(List.of("generate", "-"));
        args.addAll(List.of(more));
        JsonCodec json = new JsonCodec(JsonLimits.defaults());
        Set<String> anomalous = new HashSet<>();
        int begun = 0;
        for (String line : Run.of(args.toArray(String[]::new)).lines()) {
            JsonNode event = json.read(line);
            String series =
                    event.path("source").asText() + "/" + event.path("type").asText();
            if (!event.at("/meta/anomaly").isTextual()) {
                anomalous.remove(series);
            } else if (anomalous.add(series)) {
                begun++;
            }
        }
        return begun;
    }

    @Test
    void generate_withoutAnomalies_firesNoDefaultRule_withThem_firesEach() {
        try (LiveServer live = new LiveServer().start()) {
            live.run("ingest", generated("calm.json", "0"));
            live.flush();
            assertThat(live.json("alerts", "-o", "json")).isEmpty();
        }
        try (LiveServer live = new LiveServer().start()) {
            live.run("ingest", generated("wild.json", "0.01"));
            live.flush();
            for (String rule : new String[] {"high_temperature", "pressure_spike", "vibration_anomaly"}) {
                assertThat(live.json("alerts", "--rule", rule, "-o", "json")).isNotEmpty();
            }
        }
    }

    private String generated(String name, String anomalies) {
        Run.of("generate", path(name), "--count", "9000", "--seed", "1", "--anomalies", anomalies);
        return path(name);
    }

    @Test
    void generate_delay_givesEachEventTheTimeOfItsWriting() {
        Run run = Run.of("generate", "-", "--count", "3", "--delay", "0.01", "--seed", "1");

        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(0)).doesNotContain("1767225600");
    }

    @Test
    void generate_folderMissing_fails() {
        Run run = Run.of("generate", path("none/d.json"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("cannot write ");
    }
}
