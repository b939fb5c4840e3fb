// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodeTest {
    @Test
    void run_help_isDone() {
        Run run = Run.of("--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("start", "ingest", "Exit codes");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "ingest",
                "generate",
                "monitor",
                "tail",
                "dashboard",
                "alerts",
                "patterns",
                "analytics",
                "list-rules",
                "add-rule",
                "remove-rule",
                "enable-rule",
                "disable-rule",
                "create-config",
                "create-rule",
                "validate",
                "completion",
                "silence",
                "unsilence",
                "silences",
                "ack"
            })
    void help_ofEachCommand_showsUsageAndAnExample(String command) {
        Run run = Run.of("help", command);

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: telemetry " + command).contains("Example");
        assertThat(Run.of(command, "--help").out()).isEqualTo(run.out());
    }

    @Test
    void run_version_showsIt() {
        assertThat(Run.of("--version").out()).isEqualTo("telemetry development\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | no command given",
                "ingst data.json                 | did you mean \"ingest\"",
                "ingest                          | Missing required parameter: 'FILE'",
                "alerts --limit three            | --limit: expected a whole number, got \"three\"",
                "alerts three                    | unexpected argument \"three\"",
                "alrets                          | unknown command \"alrets\"; did you mean \"alerts\"?",
                "alerts --limt 3                 | unknown option \"--limt\"; did you mean \"--limit\"?",
                "alerts --server ftp://x         | --server: expected an address such as http://127.0.0.1:8080, got \"ftp://x\"",
                "alerts --server http://         | expected an address",
                "alerts --timeout 0              | --timeout: expected seconds from 0.001 to 86400, got 0.0",
                "alerts --ca nowhere.pem         | nowhere.pem",
                "alerts -o xml                   | 'xml'",
                "ingest f --delay 1 --rate 2     | give one of them",
                "ingest f --delay -1             | --delay: expected seconds from 0 to 86400, got -1.0",
                "ingest f --rate 0               | at most 1000000000, got 0.0",
                "generate f --count -1           | --count: expected a whole number of at least 0, got -1",
                "generate f --anomalies 2        | --anomalies: expected a number from 0 to 1, got 2.0",
                "generate f --sources 0          | --sources: expected names, or a number from 1 to 1000000, got 0",
                "generate f --sources a,,b       | --sources: expected names separated by commas, got an empty name",
                "generate f --sources 99999999   | 1000000, got 99999999",
                "generate f --sources a,a        | --sources: duplicate name \"a\"",
                "generate f --types ,            | --types: expected names separated by commas, got an empty name",
                "generate f --types a,           | --types: expected names separated by commas, got an empty name",
                "generate f --count \u0663       | --count: expected a whole number, got \"\u0663\"",
                "generate f --delay 1d           | --delay: expected a number, got \"1d\"",
                "ingest f --rate 1e309           | at most 1000000000, got Infinity",
                "alerts -s http://host:99999     | --server: expected an address such as http://127.0.0.1:8080, got \"http://host:99999\"",
                "alerts -s http://host:0         | expected an address",
                "alerts -s http://host?x=1       | expected an address",
                "alerts --timeout 1e-9           | --timeout: expected seconds from 0.001 to 86400, got 1.0E-9",
                "tail --websocket ws://h:99999   | --websocket: expected an address such as ws://127.0.0.1:8765/, got \"ws://h:99999\"",
                "start --http-port 70000         | --http-port: expected a whole number from 0 to 65535, got \"70000\"",
                "start --buffer-size 0           | --buffer-size: expected a whole number from 1 to 10000000, got \"0\"",
                "start --stale-after 60 --series-expiry 30 | --series-expiry: expected at least staleAfter, 60 s, got 30 s",
                "start --max-series 0            | --max-series: expected a whole number from 1 to 100000000, got \"0\"",
                "start --bind 0.0.0.0 --no-data  | TELEMETRY_API_TOKEN",
                "start --config nowhere.json     | nowhere.json: cannot read the file: no such file",
                "start --rules nowhere.json --no-data --http-port 0 --websocket-port 0 --dashboard-port 0 | nowhere.json",
                "start --log-level loud          | expected error, warn, info or debug"
            })
    void run_wrongUsage_saysWhatAndExitsWithTwo(String line, String complaint) {
        Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" +"));

        assertThat(run.err()).contains(complaint);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void run_variableThatCannotBe_isUsage() {
        Run port = Run.with(Map.of("TELEMETRY_HTTP_PORT", "99999"), "alerts");
        assertThat(port.code()).isEqualTo(2);
        assertThat(port.err()).contains("TELEMETRY_HTTP_PORT: expected a port from 1 to 65535, got \"99999\"");
        Run token = Run.with(Map.of("TELEMETRY_API_TOKEN", "a\nb"), "alerts");
        assertThat(token.code()).isEqualTo(2);
        assertThat(token.err()).contains("TELEMETRY_API_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts", "dashboard", "list-rules", "patterns", "analytics", "remove-rule x"})
    void run_noServer_saysHowToStartOneAndExitsWithThree(String line) throws IOException {
        Run run = Run.with(Map.of("TELEMETRY_SERVER", "127.0.0.1:" + freePort()), line.split(" "));

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("no server answers at http://127.0.0.1:").contains("telemetry start");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void run_verbose_showsTheStackTrace() throws IOException {
        Map<String, String> nobody = Map.of("TELEMETRY_SERVER", "127.0.0.1:" + freePort());

        assertThat(Run.with(nobody, "alerts", "--verbose").err()).contains("\tat ");
        assertThat(Run.with(nobody, "--verbose", "alerts").err()).contains("\tat ");
    }

    @Test
    void run_somethingElseAnswers_saysSoAndExitsWithThree() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.close();
        });
        other.start();
        try {
            Run run = Run.of(
                    "alerts", "--server", "127.0.0.1:" + other.getAddress().getPort());

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("no telemetry server at ");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void run_serverThatDoesNotAnswer_isGivenUpAfterTheTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("alerts", "--timeout", "0.2", "--server", "127.0.0.1:" + silent.getLocalPort());

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("did not answer within 0.2 s");
        }
    }

    @Test
    void run_tokenWanted_isToldAndTakenFromTheEnvironment() {
        try (LiveServer live = new LiveServer()
                .settings(ServerSettings.builder().apiToken("secret"))
                .start()) {
            Run without = live.run("alerts");
            assertThat(without.code()).isEqualTo(4);
            assertThat(without.err()).contains("TELEMETRY_API_TOKEN");

            assertThat(Run.with(live.environment("TELEMETRY_API_TOKEN", "secret"), "alerts")
                            .code())
                    .isZero();
            assertThat(Run.with(live.environment("TELEMETRY_API_TOKEN", "guess"), "alerts")
                            .code())
                    .isEqualTo(4);
        }
    }
}
