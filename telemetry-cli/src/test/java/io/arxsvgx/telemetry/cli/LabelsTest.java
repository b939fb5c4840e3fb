// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels from a file through a real server to lists, silences and metrics. */
class LabelsTest {
    @TempDir
    private Path folder;

    @AutoClose
    private final LiveServer live = new LiveServer().start();

    private String file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        return file.toString();
    }

    private String get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + live.server.httpPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void ingestCsv() throws IOException {
        String csv = """
                source,type,value,label.site,Label.URI,unit
                shop,temperature,95,north,"/a,b",C
                shop,temperature,96,south,,C
                shop,temperature,97,,,C
                """;
        assertThat(live.run("ingest", file("data.csv", csv)).code()).isZero();
        live.flush();
    }

    @Test
    void ingest_csvWithLabelColumns_areSeriesOfTheirOwn() throws Exception {
        ingestCsv();

        JsonNode north = live.json("alerts", "--label", "site=north", "-o", "json");
        assertThat(north).hasSize(1);
        assertThat(north.get(0).path("series_labels").path("site").asText()).isEqualTo("north");
        assertThat(north.get(0).path("series_labels").path("URI").asText()).isEqualTo("/a,b");
        assertThat(north.get(0).path("event_data").path("meta").path("unit").asText())
                .isEqualTo("C");
        assertThat(live.json("alerts", "--label", "site=*o*", "-o", "json")).hasSize(2);
        assertThat(live.json("alerts", "--label", "site=", "-o", "json")).hasSize(1);
        assertThat(live.run("alerts", "--label", "URI=/a*").out()).contains("shop{URI=\"/a,b\", site=\"north\"}");
        assertThat(get("/metrics"))
                .contains(
                        "telemetry_alert_firing{label_site=\"south\",rule_id=\"high_temperature\",severity=\"critical\"");
    }

    @Test
    void ingest_ndjsonWithFaultyLabels_isReportedWithItsLine() throws IOException {
        String lines = """
                {"source":"s","type":"t","value":1,"labels":{"a":"x"}}
                {"source":"s","type":"t","value":1,"labels":{"a":7}}
                """;
        Run run = live.run("ingest", file("data.ndjson", lines));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("data.ndjson:2:").contains("labels.a").contains("expected a text, got 7");
    }

    @Test
    void http_seriesAndHistory_areSelectedByLabels() throws Exception {
        ingestCsv();

        assertThat(get("/series?label.site=n*")).contains("\"labels\":{\"URI\":\"/a,b\",\"site\":\"north\"}");
        assertThat(get("/series?text=site%3Dsouth")).contains("south").doesNotContain("north");
        assertThat(get("/series/history?source=shop&type=temperature"))
                .contains("97.0")
                .doesNotContain("95.0");
        assertThat(get("/series/history?source=shop&type=temperature&label.site=north"))
                .contains("95.0");
        assertThat(get("/series/history?source=shop&type=temperature&label.site=*"))
                .contains("3 series match");
        assertThat(get("/series/history?source=shop&type=temperature&label.site=west"))
                .contains("not found");
        assertThat(get("/series/cardinality"))
                .contains("\"types\":[{\"type\":\"temperature\",\"series\":3,\"streams\":0,\"discarded\":0,")
                .contains("{\"label\":\"site\",\"values\":2}");
    }

    @Test
    void rule_byAndCombine_evaluatesAStream() throws Exception {
        String rule = """
                {"rule_id": "sum", "condition": "threshold", "by": [], "combine": "sum",
                 "parameters": {"field": "temperature", "operator": ">", "value": 200},
                 "annotations": {"text": "{{value}} of {{source}}"}}
                """;
        assertThat(live.run("add-rule", file("rule.json", rule)).code()).isZero();
        ingestCsv();

        JsonNode alert = live.json("alerts", "--rule", "sum", "-o", "json").get(0);
        assertThat(alert.path("event_data").path("value").asDouble()).isEqualTo(288);
        assertThat(alert.path("annotations").path("text").asText()).isEqualTo("288 of shop");
        assertThat(get("/series/history?source=shop&type=temperature&rule_id=sum"))
                .contains("95.0", "191.0", "288.0");
    }

    @Test
    void silence_byLabel_coversTheSeries() throws IOException {
        assertThat(live.run("silence", "labels.site=north").code()).isZero();
        ingestCsv();

        assertThat(live.run("alerts", "--label", "site=north").out()).contains("silenced");
        assertThat(live.run("alerts", "--label", "site=south").out()).doesNotContain("silenced");
    }

    @ParameterizedTest
    @ValueSource(strings = {"site", "=north"})
    void alerts_labelWithoutName_isAUsageError(String label) {
        Run run = live.run("alerts", "--label", label);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--label: expected NAME=VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d.csv", "d.json", "d.ndjson"})
    void generate_withLabels_isIngestedWithThem(String name) {
        String path = folder.resolve(name).toString();
        assertThat(Run.of("generate", path, "--count", "50", "--label", "site=a,\"b\"", "--label", "line=1")
                        .code())
                .isZero();
        assertThat(live.run("ingest", path).code()).isZero();
        live.flush();

        assertThat(live.processor.series().histories(1))
                .isNotEmpty()
                .allSatisfy(series -> assertThat(series.labels()).isEqualTo(Map.of("site", "a,\"b\"", "line", "1")));
    }
}
