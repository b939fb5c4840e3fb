// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final String ONE = "{\"source\":\"s\",\"type\":\"t\",\"value\":1}";
    private static final String TWO = "{\"source\":\"s\",\"type\":\"t\",\"value\":2,\"timestamp\":1700000000.123}";

    @TempDir
    private Path folder;

    @AutoClose
    private final LiveServer live = new LiveServer().start();

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        if (name.endsWith(".gz")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(text.getBytes(UTF_8));
            }
        } else {
            Files.writeString(file, text);
        }
        return file.toString();
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"source\":\"s\",\"type\":\"t\",\"value\":" + i + "}\n")
                .collect(Collectors.joining());
    }

    private void takes(String name, String text, long expected) throws IOException {
        live.start();
        Run run = live.run("ingest", file(name, text));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith(expected + " event");
        assertThat(run.code()).isZero();
        assertThat(live.processor.metrics().accepted()).isEqualTo(expected);
    }

    @Test
    void ingest_fileThatEndsTooEarly_saysSoInTheUsersWords() throws IOException {
        Run array = live.run("ingest", file("cut.json", "[" + ONE + ",\n" + TWO));
        assertThat(array.code()).isEqualTo(1);
        assertThat(array.err()).contains("cut.json:2:", "unexpected end: array not closed; reading ends here");
        assertThat(live.processor.metrics().accepted()).isEqualTo(2);

        Path gzip = Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b});
        Run compressed = live.run("ingest", gzip.toString());
        assertThat(compressed.code()).isEqualTo(1);
        assertThat(compressed.err()).contains("cut.gz: unexpected end of file");
    }

    @Test
    void ingest_eachFormat_takesAllEvents() throws IOException {
        takes("one.json", ONE, 1);
        takes("pretty.json", "\n" + ONE.replace(",", ",\n"), 1);
        takes("array.json", "[" + ONE + ",\n " + TWO + "]", 2);
        takes("empty.json", "[]", 0);
        takes("lines.json", ONE + "\n" + TWO, 2);
        takes("lines.jsonl", ONE + "\r\n\r\n" + TWO, 2);
        takes("lines.ndjson", "\uFEFF" + ONE + "\n" + TWO + "\n", 2);
        takes("lines.log", ONE + "\n" + TWO + "\n", 2);
        takes("nothing.ndjson", "", 0);
        takes("table.csv", "source,type,value\ns,t,1\ns,t,2\n", 2);
        takes("windows.csv", "\uFEFFtimestamp,source,type,value,status\r\n1700000000.5,s,t,1,OK\r\n,s,t,2,\r\n", 2);
        takes("array.json.gz", "[" + ONE + "," + TWO + "]", 2);
        takes("lines.jsonl.gz", ONE + "\n" + TWO, 2);
        takes("table.csv.gz", "value,type,source\n+1,t,s\n.5,t,s\n\n1e3,t,s", 3);
    }

    @Test
    void ingest_csvWithQuotesAndMore_keepsThem() throws IOException {
        String csv = "source,type,value,place\n\"pump, \"\"big\"\"\",t,1,\"two\nlines\"\n";

        assertThat(live.run("ingest", file("quotes.csv", csv)).code()).isZero();
        live.flush();

        assertThat(live.processor.series().histories(1))
                .extracting(SeriesHistory::source)
                .containsExactly("pump, \"big\"");
    }

    @Test
    void ingest_standardInput_isLinesUnlessToldOtherwise() {
        assertThat(Run.fed(live.environment(), ONE + "\n" + TWO, "ingest", "-").out())
                .startsWith("2 events");
        assertThat(Run.fed(live.environment(), "source,type,value\ns,t,1", "ingest", "-", "--format", "csv")
                        .out())
                .startsWith("1 event ");
        assertThat(Run.fed(live.environment(), "[" + ONE + "]", "ingest", "--format=JSON", "-")
                        .out())
                .startsWith("1 event ");
    }

    @Test
    void ingest_badLines_areReportedByPlaceAndLeftOut() throws IOException {
        String file = file(
                "bad.ndjson",
                ONE + "\n{\"source\":\"s\",\"type\":\"t\",\"value\":\"high\"}\n" + TWO + "\n{\"source\" \"s\"}\n[1]\n  "
                        + ONE + " " + ONE + "\n{\"source\":\"s\",\"value\":1}\n");
        Run run = live.run("ingest", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(file + ":2:34: ").contains("value"),
                        line -> assertThat(line).startsWith(file + ":4:11: not valid JSON"),
                        line -> assertThat(line).startsWith(file + ":5:1: ").contains("an array"),
                        line -> assertThat(line).startsWith(file + ":6:").contains("more than one value"),
                        line -> assertThat(line).startsWith(file + ":7:1: ").contains("type"));
        assertThat(run.out()).startsWith("2 events").contains("5 bad lines");
        assertThat(live.processor.metrics().accepted()).isEqualTo(2);
    }

    @Test
    void ingest_badRowsAndItems_areReportedByPlace() throws IOException {
        String csv = file("bad.csv", "source,type,value\ns,t,1\ns,t,hot\ns,t\n,t,4\ns,t,5\n");
        Run rows = live.run("ingest", csv);
        assertThat(rows.code()).isEqualTo(1);
        assertThat(rows.err().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith(csv + ":3:5: ").contains("value"),
                        line -> assertThat(line)
                                .startsWith(csv + ":4:3: expected 3 fields, one for each column, got 2"),
                        line -> assertThat(line).startsWith(csv + ":5:1: ").contains("source"));
        assertThat(rows.out()).startsWith("2 events");

        String json = file("bad.json", "[" + ONE + ",\n  {\"source\":\"s\"},\n" + TWO + ",\n oops]");
        Run items = live.run("ingest", json);
        assertThat(items.code()).isEqualTo(1);
        assertThat(items.err().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith(json + ":2:3: "),
                        line -> assertThat(line).startsWith(json + ":4:").contains("reading ends here"));
        assertThat(items.out()).startsWith("2 events");
    }

    @Test
    void ingest_csvWithoutNeededColumn_saysWhich() throws IOException {
        Run run = live.run("ingest", file("other.csv", "source,kind,value\ns,t,1\n"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(":1:1: ").contains("missing column \"type\"");
    }

    @Test
    void ingest_strict_stopsAtTheFirstBadLine() throws IOException {
        Run run = live.run("ingest", "--strict", file("bad.jsonl", "oops\n" + lines(0, 5_000)));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).contains("stopped at the first bad line");
        assertThat(live.processor.metrics().accepted()).isZero();
    }

    @Test
    void ingest_manyBadLines_areCountedAndNotAllShown() throws IOException {
        Run run = live.run("ingest", file("bad.jsonl", "oops\n".repeat(3_000) + ONE));

        assertThat(run.out()).startsWith("1 event ").contains("3,000 bad lines");
        assertThat(run.err().lines()).hasSize(51);
    }

    @Test
    void ingest_lineTooLong_isReportedAndTheNextIsTaken() throws IOException {
        String longLine = "{\"source\":\"" + "x".repeat(3 << 20) + "\"}\n";
        Run run = live.run("ingest", file("long.jsonl", ONE + "\n" + longLine + TWO));

        assertThat(run.err()).contains("long.jsonl:2:1: longer than 1 MiB");
        assertThat(run.out()).startsWith("2 events");
    }

    @Test
    void ingest_bufferFull_waitsAndLosesNothing() throws Exception {
        live.config(TelemetryConfig.builder().bufferSize(64)).startWaiting();
        String file = file("many.ndjson", lines(0, 5_000));
        CompletableFuture<Run> run = Blocking.supply(() -> live.run("ingest", file));
        await().atMost(LiveServer.LONG).until(() -> live.processor.metrics().dropped() > 0);

        live.processor.start();

        Run done = run.get(60, TimeUnit.SECONDS);
        live.flush();
        assertThat(done.code()).isZero();
        assertThat(done.out()).startsWith("5,000 events").contains("for a full buffer");
        assertThat(live.processor.metrics().processed()).isEqualTo(5_000);
        SeriesHistory history =
                live.processor.series().history("s", "t", 10_000).orElseThrow();
        assertThat(history.value(history.size() - 1)).isEqualTo(4_999);
    }

    @Test
    void ingest_asJson_showsCounts() throws IOException {
        Run run = live.run("ingest", "-o", "json", file("x.jsonl", ONE + "\noops\n"));

        assertThat(run.out()).contains("\"accepted\":1,\"bad\":1,\"waits\":0,\"interrupted\":false");
    }

    @Test
    void ingest_delay_spreadsTheEvents() throws IOException {
        assertThat(live.run("ingest", "--delay", "0.01", file("d.jsonl", lines(0, 5)))
                        .code())
                .isZero();
        assertThat(live.run("ingest", "--rate", "1000", file("r.jsonl", lines(0, 100)))
                        .code())
                .isZero();
        assertThat(live.processor.metrics().accepted()).isEqualTo(105);
    }

    @Test
    void ingest_stopped_endsEarlyAndTellsWhatWasTaken() throws Exception {
        Run run = Run.begun(live.environment());
        String file = file("slow.jsonl", lines(0, 1_000));
        CompletableFuture<Run> running = Blocking.supply(() -> run.execute("ingest", "--delay", "60", file));
        await().atMost(LiveServer.LONG).until(() -> live.processor.metrics().accepted() == 1);

        run.stop();

        assertThat(running.get(20, TimeUnit.SECONDS).code()).isEqualTo(1);
        assertThat(run.out()).startsWith("1 event ").contains("interrupted");
    }

    @Test
    void ingest_missingFileOrFolder_fails() {
        assertThat(live.run("ingest", folder.resolve("none.json").toString()).err())
                .contains("no such file");
        Run run = live.run("ingest", folder.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("is a folder");
    }

    @Test
    void ingest_serverDies_showsWhatIsKnown() throws IOException {
        HttpServer dying = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        AtomicInteger posts = new AtomicInteger();
        dying.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean isPost = exchange.getRequestMethod().equals("POST");
            if (!isPost || posts.incrementAndGet() == 1) {
                byte[] answer = (isPost ? "{\"accepted\":1000}" : "[]").getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        dying.start();
        try {
            Run run = Run.with(
                    Map.of(
                            "TELEMETRY_SERVER",
                            "http://127.0.0.1:" + dying.getAddress().getPort()),
                    "ingest",
                    file("many.jsonl", lines(0, 3_000)));

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("1,000 events accepted before; lines 1001 to 2000 unknown");
        } finally {
            dying.stop(0);
        }
    }
}
