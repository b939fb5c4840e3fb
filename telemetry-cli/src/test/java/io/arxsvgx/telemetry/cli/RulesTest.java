// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.json.RulePacks;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    @TempDir
    private Path folder;

    @AutoClose
    private final LiveServer live = new LiveServer().start();

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void createRule_thenAdd_replacesTheDefault() {
        String file = folder.resolve("rule.json").toString();

        assertThat(live.run("create-rule", file).code()).isZero();
        Run added = live.run("add-rule", file);

        assertThat(added.code()).isZero();
        assertThat(added.out()).isEqualTo("rule high_temperature replaced\n");
        assertThat(live.processor.alertRules()).hasSize(3);
    }

    /** The registered conditions. */
    static List<String> conditions() {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            return processor.rules().conditions().stream()
                    .map(ConditionProvider::kind)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void createRule_ofACondition_isValidAndCanBeAdded(String condition) {
        String file = folder.resolve("rule.json").toString();

        assertThat(Run.of("create-rule", file, "--condition", condition).code()).isZero();
        Run validated = Run.of("validate", file);
        Run added = live.run("add-rule", file);

        assertThat(validated.out()).isEqualTo(file + ": 1 rule, valid\n");
        assertThat(validated.err()).isEmpty();
        assertThat(added.out()).isEqualTo("rule " + condition + "_example added\n");
        assertThat(live.run("list-rules").out()).contains(condition + " ");
    }

    @Test
    void createRule_unknownCondition_namesTheNearest() {
        Run run = Run.of("create-rule", folder.resolve("rule.json").toString(), "--condition", "treshold");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--condition: unknown condition \"treshold\"; did you mean \"threshold\"?");
        assertThat(folder.resolve("rule.json")).doesNotExist();
    }

    @Test
    void createRule_withoutACondition_hasNoComments() {
        assertThat(Run.of("create-rule", "-").out())
                .doesNotContain("//")
                .contains("\"condition\": \"threshold\"", "\"value\": 80.0");
    }

    @Test
    void completion_conditionOfCreateRule_hasTheNames() {
        assertThat(Run.of("completion").out()).contains("\"threshold\"", "\"all_of\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk", "http-service", "jvm", "queue", "sensor"})
    void createRule_ofAPack_isTheFileOfItsRules(String pack) {
        String file = folder.resolve("rules.json").toString();

        assertThat(Run.of("create-rule", file, "--pack", pack).code()).isZero();
        assertThat(Run.of("create-rule", "-", "--pack", pack).out()).startsWith("[\n  {\n    \"rule_id\": ");
        Run validated = Run.of("validate", file);
        Run added = live.run("add-rule", file);

        List<String> ids = RulePacks.load(pack).stream().map(AlertRule::id).toList();
        assertThat(validated.out()).isEqualTo(file + ": " + ids.size() + " rules, valid\n");
        assertThat(added.lines())
                .isEqualTo(ids.stream().map(id -> "rule " + id + " added").toList());
    }

    @Test
    void createRule_unknownPack_namesTheNearest() {
        Run run = Run.of("create-rule", folder.resolve("rules.json").toString(), "--pack", "jmv");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--pack: unknown rule pack \"jmv\"; did you mean \"jvm\"?");
        assertThat(folder.resolve("rules.json")).doesNotExist();
    }

    @Test
    void createRule_packAndCondition_isRefused() {
        Run run = Run.of("create-rule", "-", "--pack", "jvm", "--condition", "rate");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--condition and --pack are both given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-rule", "start"})
    void help_pack_hasTheNames(String command) {
        assertThat(Run.of(command, "--help").out().replaceAll("\\s+", " "))
                .contains("--pack=NAME", "disk, http-service, jvm, queue, sensor");
    }

    @Test
    void completion_pack_hasTheNames() {
        assertThat(Run.of("completion").out()).contains("\"http-service\"", "\"sensor\"");
    }

    @Test
    void validate_commentsInARuleOrAConfiguration_areIgnored() throws IOException {
        String rules =
                file("rules.json", "// all rules\n[" + MISTYPED.replace("log_alrt", "log_alert") + "] // the end");
        assertThat(Run.of("validate", rules).out()).isEqualTo(rules + ": 1 rule, valid\n");

        String config = file("config.json", "{\n// small\n\"buffer_size\": 1024}");
        assertThat(Run.of("validate", config).out()).contains("a configuration, valid");
    }

    @Test
    void validate_nestedFaults_showsAllOfThemOnce() throws IOException {
        Run run = Run.of(
                "validate",
                file(
                        "rules.json",
                        "[{\"rule_id\":\"a\",\"condition\":\"all_of\",\"for\":\"x\",\"parameters\":{\"conditions\":["
                                + "{\"condition\":\"treshold\"},{\"condition\":\"absence\",\"parameters\":{\"field\":\"t\"}}]}},"
                                + "{\"rule_id\":\"b\",\"condition\":\"threshold\",\"for\":\"x\",\"levels\":[{\"severity\":\"info\","
                                + "\"value\":1}],\"parameters\":{\"field\":\"t\",\"operator\":\">\"}}]"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("rule 0 (\"a\"): \"for\""))
                .anyMatch(line -> line.contains("rule 0") && line.contains("did you mean \"threshold\"?"))
                .anyMatch(line -> line.contains("rule 0") && line.contains("\"after\" is missing"))
                .anyMatch(line -> line.contains("rule 1 (\"b\"): \"for\""));
    }

    @Test
    void listRules_nestedParameters_areInOneLine() throws IOException {
        String file = file(
                "nested.json",
                "{\"rule_id\":\"n\",\"condition\":\"all_of\",\"parameters\":{\"conditions\":[{\"condition\":\"threshold\","
                        + "\"parameters\":{\"field\":\"cpu\",\"operator\":\">\",\"levels\":[{\"severity\":\"info\",\"value\":1}]}},"
                        + "{\"condition\":\"absence\",\"parameters\":{\"field\":\"beat\",\"after\":5}}]}}");
        assertThat(live.run("add-rule", file).code()).isZero();

        assertThat(live.run("list-rules").out())
                .contains("all_of conditions=[threshold field=cpu operator=> levels=[{severity=info value=1}],"
                        + " absence field=beat after=5]");
    }

    @Test
    void addRule_array_addsEach() throws IOException {
        String rule =
                "{\"rule_id\":\"%s\",\"condition\":\"threshold\",\"parameters\":{\"field\":\"rpm\",\"operator\":\"<\","
                        + "\"value\":5}}";
        String file = file("two.json", "[" + rule.formatted("slow") + "," + rule.formatted("slower") + "]");

        assertThat(live.run("add-rule", file).lines()).containsExactly("rule slow added", "rule slower added");
        assertThat(live.json("list-rules", "-o", "json")).hasSize(5);
    }

    @Test
    void addRule_misspelt_isRefusedWithTheNearestName() throws IOException {
        String file = file(
                "bad.json",
                "{\"rule_id\":\"x\",\"condition\":\"threshold\",\"parameters\":{\"field\":\"t\",\"operater\":\">\",\"value\":1}}");

        Run run = live.run("add-rule", file);

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("operater").contains("operator");
        assertThat(live.processor.alertRules()).hasSize(3);
    }

    @Test
    void addRule_noJsonOrNoFile_failsWithoutTheServer() throws IOException {
        Run malformed = live.run("add-rule", file("broken.json", "{\"rule_id\": \"x\",\n oops}"));
        assertThat(malformed.code()).isEqualTo(1);
        assertThat(malformed.err()).contains("broken.json").contains("line 2");

        Run missing = live.run("add-rule", folder.resolve("none.json").toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("none.json: no such file");
    }

    @Test
    void removeRule_known_isGone_unknown_isRefused() {
        assertThat(live.run("remove-rule", "pressure_spike").out()).isEqualTo("rule pressure_spike removed\n");
        assertThat(live.processor.alertRules()).hasSize(2);

        Run again = live.run("remove-rule", "pressure_spike");
        assertThat(again.code()).isEqualTo(4);
        assertThat(again.err()).contains("rule not found: \"pressure_spike\"");
    }

    @Test
    void disableAndEnable_rule_switchItsAlerts() {
        assertThat(live.run("disable-rule", "high_temperature").out()).isEqualTo("rule high_temperature disabled\n");
        live.processor.ingest(TelemetryEvent.of("a", "temperature", 99));
        live.flush();
        assertThat(live.json("alerts", "-o", "json")).isEmpty();

        assertThat(live.run("enable-rule", "high_temperature").out()).isEqualTo("rule high_temperature enabled\n");
        assertThat(live.run("enable-rule", "high_temperature").out())
                .isEqualTo("rule high_temperature was already enabled\n");
        live.processor.ingest(TelemetryEvent.of("a", "temperature", 99));
        live.flush();
        assertThat(live.json("alerts", "-o", "json")).hasSize(1);
    }

    @Test
    void disableRule_changedMeanwhile_changesNothingAndFails() throws IOException {
        List<String> conditions = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/rules/hot", exchange -> {
            boolean isRead = exchange.getRequestMethod().equals("GET");
            if (!isRead) {
                conditions.add(exchange.getRequestHeaders().getFirst("If-Match"));
            }
            byte[] body = (isRead ? MISTYPED : "{\"status\":\"error\",\"message\":\"changed\"}").getBytes(UTF_8);
            exchange.getResponseHeaders().set("ETag", isRead ? "\"v1\"" : "\"v2\"");
            exchange.sendResponseHeaders(isRead ? 200 : 412, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            Run run = Run.of(
                    "disable-rule",
                    "hot",
                    "--server",
                    "127.0.0.1:" + server.getAddress().getPort());

            assertThat(conditions).containsExactly("\"v1\"");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("rule hot was changed or removed meanwhile and is not disabled");
        } finally {
            server.stop(0);
        }
    }

    private static final String MISTYPED =
            "{\"rule_id\":\"slow\",\"condition\":\"threshold\",\"parameters\":{\"field\":\"rpm\",\"operator\":\"<\","
                    + "\"value\":5},\"actions\":[\"log_alrt\"]}";

    @Test
    void rule_mistypedAction_isAWarningWithTheNearestName() throws IOException {
        String file = file("rule.json", MISTYPED);
        String warning = "warning: rule slow: unknown action \"log_alrt\"; did you mean \"log_alert\"?";

        Run validated = Run.of("validate", file);
        assertThat(validated.code()).isZero();
        assertThat(validated.err()).contains(warning);
        Run added = live.run("add-rule", file);
        assertThat(added.code()).isZero();
        assertThat(added.out()).isEqualTo("rule slow added\n");
        assertThat(added.err()).contains(warning);
        assertThat(live.run("list-rules").err()).contains(warning);
        assertThat(live.run("disable-rule", "slow").err()).contains(warning);
        assertThat(live.json("list-rules", "-o", "json").get(3).path("warnings"))
                .hasSize(1);
    }

    @Test
    void rule_idThatNoPathCanCarry_isRefused_unusualOnesAreNot() throws IOException {
        String bad = file("bad.json", MISTYPED.replace("\"slow\"", "\"a/b\""));
        Run validated = Run.of("validate", bad);
        assertThat(validated.code()).isEqualTo(1);
        assertThat(validated.err()).contains("\"a/b\"", "URL path");
        assertThat(live.run("add-rule", bad).code()).isEqualTo(4);
        assertThat(live.run("remove-rule", "a/b").code()).isEqualTo(4);

        String odd = "50% of ü; a?b#c";
        String good = file("good.json", MISTYPED.replace("slow", odd).replace("log_alrt", "log_alert"));
        assertThat(live.run("add-rule", good).code()).isZero();
        assertThat(live.run("disable-rule", odd).code()).isZero();
        assertThat(live.run("remove-rule", odd).out()).isEqualTo("rule " + odd + " removed\n");
    }

    @Test
    void alerts_pending_areListedByTheirState() throws IOException {
        String rule = MISTYPED.replace("log_alrt", "log_alert").replace("{\"rule_id\"", "{\"for\":3600,\"rule_id\"");
        assertThat(live.run("add-rule", file("slow.json", rule)).code()).isZero();
        live.processor.ingest(TelemetryEvent.of("wheel", "rpm", 1));
        live.flush();

        assertThat(live.run("alerts").out()).isEqualTo("no alerts\n");
        Run pending = live.run("alerts", "--state", "pending");
        assertThat(pending.lines()).hasSize(2);
        assertThat(pending.lines().get(0)).startsWith("BEGAN");
        assertThat(pending.lines().get(1)).contains("pending", "slow", "wheel");
        assertThat(live.json("alerts", "--state", "pending", "-o", "json")).hasSize(1);
    }

    @Test
    void validate_files_showsAllThatIsWrong() throws IOException {
        String config = folder.resolve("config.json").toString();
        assertThat(Run.of("create-config", config).code()).isZero();
        assertThat(Run.of("validate", config).out()).contains("a configuration, valid");

        Run rules = Run.of(
                "validate",
                file(
                        "rules.json",
                        "[{\"rule_id\":\"a\",\"condition\":\"treshold\",\"parameters\":{\"field\":\"t\"}},"
                                + "{\"rule_id\":\"b\",\"condition\":\"trend\",\"parameters\":{\"field\":\"t\",\"windo\":3}}]"));
        assertThat(rules.code()).isEqualTo(1);
        assertThat(rules.err()).contains("treshold", "threshold", "windo", "window");

        Run bad = Run.of("validate", file("c.json", "{\"bufer_size\": 3}"));
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err()).contains("bufer_size").contains("buffer_size");
        assertThat(Run.of("validate", file("d.json", "{\"http_port\": \"x\"}")).err())
                .contains("\"http_port\": expected a whole number from 0 to 65535, got \"x\"");
    }

    @Test
    void validate_ruleWithSeveralFaults_showsAllOfThem() throws IOException {
        Run run = Run.of(
                "validate",
                file(
                        "rules.json",
                        "[{\"rule_id\":\"a\",\"condition\":\"threshold\",\"severity\":\"loud\",\"for\":\"x\",\"huh\":1,"
                                + "\"parameters\":{\"field\":\"t\",\"operater\":\">\"}},"
                                + "{\"rule_id\":\"a\",\"condition\":\"treshold\",\"enabled\":3,\"parameters\":{}},"
                                + "{\"condition\":\"anomaly\",\"parameters\":{\"sensitivity\":7,\"method\":\"magic\"}}]"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("rule 0 (\"a\")", "severity", "\"for\"", "huh", "operater", "\"operator\" is missing")
                .contains("\"value\" is missing")
                .contains("rule 1", "duplicate rule_id", "did you mean \"threshold\"", "enabled")
                .contains("rule 2", "rule_id", "sensitivity", "magic");
    }

    @Test
    void create_fileThereAlready_isKeptUnlessForced() throws IOException {
        String file = file("config.json", "mine");

        Run run = Run.of("create-config", file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("--force");
        assertThat(Files.readString(Path.of(file))).isEqualTo("mine");

        assertThat(Run.of("create-config", file, "--force").code()).isZero();
        assertThat(Files.readString(Path.of(file))).contains("\"buffer_size\": 10000");
        assertThat(Run.of("create-rule", "-").out()).contains("\"rule_id\": \"high_temperature\"");
    }
}
