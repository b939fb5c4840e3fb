// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.web.TestSettings;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import io.arxsvgx.telemetry.web.internal.board.BoardStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of boards in memory: what is set, what is rejected, and what another process reads. */
class BoardResourceTest {
    private static final String BOARD =
            "{\"title\":\"Plant\",\"widgets\":[{\"kind\":\"line\",\"title\":\"Heat\",\"series\":"
                    + "[{\"source\":\"pump_*\",\"type\":\"temperature\"}],\"width\":2,\"options\":{\"min\":0,\"max\":100.5}},"
                    + "{\"kind\":\"alerts\",\"options\":{\"limit\":10,\"severity\":\"critical\"}}]}";

    @TempDir
    private Path folder;

    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    private Path file() {
        return folder.resolve("deep").resolve("boards.json");
    }

    private void restart() {
        fixture.settings(TestSettings.builder().boards(file())).start();
    }

    private static List<String> fields(Answered answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.errorFields();
    }

    @Test
    void put_board_isShownAsItWasSet() {
        Answered made = fixture.put("/boards/plant", BOARD);
        assertThat(made.status()).isEqualTo(201);
        assertThat(fixture.get("/boards/plant").json()).isEqualTo(made.json());
        JsonNode board = made.json();
        assertThat(board.path("board_id").asText()).isEqualTo("plant");
        assertThat(board.path("updated_at").asText()).isNotEmpty();
        JsonNode line = board.path("widgets").get(0);
        assertThat(line.path("series").get(0).path("source").asText()).isEqualTo("pump_*");
        assertThat(line.path("width").asInt()).isEqualTo(2);
        assertThat(line.path("options").path("max").asDouble()).isEqualTo(100.5);
        JsonNode alerts = board.path("widgets").get(1);
        assertThat(alerts.path("title").asText()).isEmpty();
        assertThat(alerts.path("series")).isEmpty();
        assertThat(alerts.path("width").asInt()).isEqualTo(1);
        assertThat(alerts.path("options").toString()).isEqualTo("{\"limit\":10,\"severity\":\"critical\"}");
        JsonNode entry = fixture.get("/boards").json().get(0);
        assertThat(entry.path("title").asText()).isEqualTo("Plant");
        assertThat(entry.path("widgets").asInt()).isEqualTo(2);
    }

    @Test
    void put_seriesWithLabels_keepsThemAndRejectsOthers() {
        String widget = "{\"title\":\"Plant\",\"widgets\":[{\"kind\":\"line\",\"series\":[{\"source\":\"api\",\"type\":"
                + "\"latency\",\"labels\":%s}]}]}";
        JsonNode set = fixture.put("/boards/api", widget.formatted("{\"uri\":\"/x\",\"method\":\"G*\"}"))
                .json();
        assertThat(set.at("/widgets/0/series/0/labels").toString()).isEqualTo("{\"method\":\"G*\",\"uri\":\"/x\"}");
        JsonNode without = fixture.put("/boards/plain", widget.formatted("{}")).json();
        assertThat(without.at("/widgets/0/series/0").has("labels")).isFalse();
        String field = "widgets.0.series.0.labels";
        assertThat(fields(fixture.put("/boards/api", widget.formatted("[]")))).containsExactly(field);
        assertThat(fields(fixture.put("/boards/api", widget.formatted("{\"uri\":1}"))))
                .containsExactly(field + ".uri");
        assertThat(fields(fixture.put("/boards/api", widget.formatted("{\"" + "n".repeat(129) + "\":\"x\"}"))))
                .containsExactly(field);
    }

    @Test
    void put_whatWasRead_isTakenBackAndReplaces() {
        JsonNode board = fixture.put("/boards/plant", BOARD).json();
        Answered replaced = fixture.put("/boards/plant", board.toString().replace("Heat", "Cold"));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().path("widgets").get(0).path("title").asText())
                .isEqualTo("Cold");
        assertThat(fixture.get("/boards").json()).hasSize(1);
    }

    @Test
    void delete_board_isGoneAndUnknownOnesAre404() {
        fixture.put("/boards/plant", BOARD);
        assertThat(fixture.delete("/boards/plant").status()).isEqualTo(204);
        assertThat(fixture.delete("/boards/plant").status()).isEqualTo(404);
        assertThat(fixture.get("/boards/plant").status()).isEqualTo(404);
        assertThat(fixture.get("/boards").json()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"title\":\"Plant\"' | '\"titel\":\"Plant\"' | titel,title",
                "'\"title\":\"Plant\"' | '\"title\":\" \"' | title",
                "'\"title\":\"Plant\"' | '\"title\":7' | title",
                "'\"title\":\"Plant\"' | '\"title\":\"Plant\",\"board_id\":\"other\"' | board_id",
                "'\"line\"' | '\"lime\"' | widgets.0.kind",
                "'\"kind\":\"line\",' | '' | widgets.0.kind",
                "'\"kind\":\"line\"' | '\"kind\":[\"line\"]' | widgets.0.kind",
                "'\"width\":2' | '\"width\":5' | widgets.0.width",
                "'\"width\":2' | '\"width\":1.5' | widgets.0.width",
                "'\"width\":2' | '\"widht\":2' | widgets.0.widht",
                "'\"pump_*\"' | '\"\"' | widgets.0.series.0.source",
                "',\"type\":\"temperature\"' | '' | widgets.0.series.0.type",
                "'\"min\":0' | '\"min\":\"0\"' | widgets.0.options.min",
                "'\"min\":0' | '\"min\":200' | widgets.0.options.max",
                "'\"limit\":10' | '\"limit\":0' | widgets.1.options.limit",
                "'\"critical\"' | '\"critcal\"' | widgets.1.options.severity",
                "'\"limit\":10' | '\"limits\":10' | widgets.1.options.limits",
            })
    void put_somethingWrong_isRefusedByItsField(String right, String wrong, String field) {
        String board = BOARD.replace(right, wrong);
        assertThat(board).isNotEqualTo(BOARD);
        assertThat(fields(fixture.put("/boards/plant", board))).containsExactly(field.split(","));
        assertThat(fixture.get("/boards").json()).isEmpty();
    }

    @Test
    void put_unknownKind_namesTheNearest() {
        assertThat(fixture.put("/boards/plant", BOARD.replace("\"line\"", "\"lime\""))
                        .json()
                        .path("message")
                        .asText())
                .contains("did you mean \"line\"?");
    }

    @Test
    void put_anotherShape_isRefused() {
        assertThat(fields(fixture.put("/boards/plant", "[]"))).contains("", "title");
        assertThat(fields(fixture.put("/boards/plant", "{\"title\":\"t\",\"widgets\":{}}")))
                .containsExactly("widgets");
        assertThat(fields(fixture.put("/boards/plant", "{\"title\":\"t\",\"widgets\":[7]}")))
                .contains("widgets.0");
        assertThat(fields(fixture.put("/boards/plant", BOARD.replace("{\"min\":0,\"max\":100.5}", "[]"))))
                .containsExactly("widgets.0.options");
        assertThat(fields(fixture.put("/boards/" + "x".repeat(101), BOARD))).containsExactly("board_id");
    }

    @Test
    void put_atEachLimit_isTakenAndBeyondRefused() {
        assertThat(fixture.put("/boards/a", board("t".repeat(200), 60, 20)).status())
                .isEqualTo(201);
        assertThat(fields(fixture.put("/boards/b", board("t".repeat(201), 1, 1))))
                .containsExactly("title");
        assertThat(fields(fixture.put("/boards/b", board("t", 61, 1)))).containsExactly("widgets");
        assertThat(fields(fixture.put("/boards/b", board("t", 1, 21)))).containsExactly("widgets.0.series");
        for (int i = 1; i < BoardStore.MAX_BOARDS; i++) {
            assertThat(fixture.put("/boards/n" + i, board("t", 0, 0)).status()).isEqualTo(201);
        }
        assertThat(fields(fixture.put("/boards/more", board("t", 0, 0)))).containsExactly("board_id");
        assertThat(fixture.put("/boards/a", board("t", 0, 0)).status()).isEqualTo(200);
        assertThat(fixture.get("/boards").json()).hasSize(BoardStore.MAX_BOARDS);
    }

    private static String board(String title, int widgets, int series) {
        String selectors = String.join(",", java.util.Collections.nCopies(series, "{\"source\":\"*\",\"type\":\"t\"}"));
        String widget = "{\"kind\":\"table\",\"series\":[" + selectors + "]}";
        return "{\"title\":\"" + title + "\",\"widgets\":["
                + String.join(",", java.util.Collections.nCopies(widgets, widget)) + "]}";
    }

    @Test
    void file_anotherProcess_findsTheBoards() {
        restart();
        JsonNode board = fixture.put("/boards/plant", BOARD).json();
        fixture.put("/boards/gone", BOARD);
        fixture.delete("/boards/gone");
        restart();
        assertThat(fixture.get("/boards/plant").json()).isEqualTo(board);
        assertThat(fixture.get("/boards").json()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{",
                "{}",
                "[{\"board_id\":\"a\",\"title\":\"t\",\"updated_at\":\"never\"}]",
                "[{\"board_id\":\"a\",\"title\":7,\"updated_at\":\"2026-01-31T12:00:00Z\"}]"
            })
    void file_damaged_isKeptAsideAndThereAreNoBoards(String damage) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), damage);
        restart();
        assertThat(fixture.get("/boards").json()).isEmpty();
        assertThat(fixture.put("/boards/plant", BOARD).status()).isEqualTo(201);
        assertThat(file().resolveSibling("boards.json.damaged")).hasContent(damage);
        fixture.close();
        Files.writeString(file(), "more damage");
        restart();
        assertThat(file().resolveSibling("boards.json.damaged")).hasContent(damage);
        assertThat(file().resolveSibling("boards.json.damaged-2")).hasContent("more damage");
    }

    @Test
    void file_thatCannotBeWritten_isToldAndNothingChanges() throws IOException {
        Files.writeString(folder.resolve("deep"), "a file where a folder should be");
        restart();
        assertThat(fixture.put("/boards/plant", BOARD).status()).isEqualTo(503);
        assertThat(fixture.get("/boards").json()).isEmpty();
    }
}
