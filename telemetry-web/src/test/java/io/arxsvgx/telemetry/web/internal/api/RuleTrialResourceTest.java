// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.query.MergedSeriesEvents;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import io.arxsvgx.testsupport.LogFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests of conditions and actions for rules, and of trials of draft rules, in memory. */
class RuleTrialResourceTest {
    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    private void ingest(String source, String type, double... values) {
        for (double value : values) {
            assertThat(fixture.processor.ingest(TelemetryEvent.of(source, type, value)))
                    .isTrue();
        }
        fixture.flush();
    }

    private Answered tryOne(String rule) {
        return fixture.post("/rules/try", "{\"rule\":" + rule + "}");
    }

    @Test
    void conditions_ofTheRules_tellTheirParameters() {
        JsonNode threshold = null;
        for (JsonNode condition : fixture.get("/conditions").json()) {
            if (condition.path("name").asText().equals("threshold")) {
                threshold = condition.path("parameters");
            }
        }
        assertThat(threshold).isNotNull().hasSize(5);
        assertThat(threshold.get(0).path("name").asText()).isEqualTo("field");
        assertThat(threshold.get(0).path("kind").asText()).isEqualTo("text");
        assertThat(threshold.get(0).path("required").asBoolean()).isTrue();
        assertThat(threshold.get(1).path("name").asText()).isEqualTo("operator");
        assertThat(threshold.get(1).path("kind").asText()).isEqualTo("choice");
        assertThat(threshold.get(1).path("choices")).hasSize(6);
        assertThat(threshold.get(2).path("kind").asText()).isEqualTo("number");
        assertThat(threshold.get(3).path("required").asBoolean()).isFalse();
    }

    @Test
    void conditions_ofTrend_tellDefaultsAndBounds() {
        JsonNode conditions = fixture.get("/conditions").json();
        List<JsonNode> windows = new ArrayList<>();
        conditions.forEach(condition -> condition.path("parameters").forEach(parameter -> {
            boolean isOfTrend = condition.path("name").asText().equals("trend");
            if (isOfTrend && parameter.path("name").asText().equals("window")) {
                windows.add(parameter);
            }
        }));
        assertThat(windows).hasSize(1);
        assertThat(windows.get(0).path("default").asInt()).isEqualTo(10);
        assertThat(windows.get(0).path("minimum").asInt()).isEqualTo(2);
        assertThat(windows.get(0).path("whole").asBoolean()).isTrue();
    }

    @Test
    void actions_registered_areListed() {
        fixture.processor.registerAction("call_the_plant", alert -> {});
        List<String> names = new ArrayList<>();
        fixture.get("/actions").json().forEach(name -> names.add(name.asText()));
        assertThat(names).contains("call_the_plant", "log_alert").isSorted();
    }

    @Test
    void check_goodRule_isSuccessAndSetsNothing() {
        Answered answer = fixture.post("/rules/check", rule("hot"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("success");
        assertThat(fixture.processor.alertRules()).isEmpty();
    }

    @Test
    void check_muchWrong_tellsEveryField() {
        Answered answer = fixture.post(
                "/rules/check",
                "{\"rule_id\":\"r\",\"condition\":\"trend\",\"for\":-1,\"severity\":\"bad\",\"extra\":1,"
                        + "\"parameters\":{\"field\":\"t\",\"window\":1,\"wndow\":2}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("status").asText()).isEqualTo("error");
        assertThat(answer.errorFields())
                .containsExactly("extra", "severity", "for", "parameters.wndow", "parameters.window");
    }

    @Test
    void check_parametersThatContradict_nameTheOne() {
        String draft = rule("hot").replace("\"value\":80", "\"value\":80,\"recovery\":90");
        assertThat(fixture.post("/rules/check", draft).errorFields()).containsExactly("parameters.recovery");
    }

    @Test
    void check_unknownConditionOrNoObject_namesWhatItCan() {
        assertThat(fixture.post("/rules/check", rule("hot").replace("threshold", "treshold"))
                        .errorFields())
                .containsExactly("condition");
        assertThat(fixture.post("/rules/check", "7").errorFields()).containsExactly("");
        assertThat(fixture.post("/rules/check", "{\"condition\":\"threshold\",\"parameters\":{}}")
                        .errorFields())
                .containsExactly("rule_id", "parameters.field", "parameters.operator", "parameters.value");
    }

    @Test
    void postAndPut_faultyRule_tellTheField() {
        String draft = rule("hot").replace("\">\"", "\"=>\"");
        assertThat(fixture.post("/rules", draft).errorFields()).containsExactly("parameters.operator");
        assertThat(fixture.put("/rules/hot", draft).errorFields()).containsExactly("parameters.operator");
        assertThat(fixture.put("/rules/other", rule("hot")).errorFields()).containsExactly("rule_id");
    }

    @Test
    void rule_calledLikeACall_canBeSetAndRemoved() {
        assertThat(fixture.put("/rules/check", rule("check")).status()).isEqualTo(201);
        assertThat(fixture.get("/rules/check").json().path("rule_id").asText()).isEqualTo("check");
        assertThat(fixture.delete("/rules/check").status()).isEqualTo(204);
    }

    @Test
    void try_draft_firesWhereItWouldHave() {
        ingest("a", "temperature", 70, 90, 91, 70, 92);
        ingest("b", "temperature", 70, 71);
        ingest("a", "pressure", 900);
        JsonNode trial = tryOne(rule("draft")).json();
        assertThat(trial.path("events").asInt()).isEqualTo(7);
        assertThat(trial.path("series").asInt()).isEqualTo(2);
        assertThat(trial.path("series_matched").asInt()).isEqualTo(2);
        assertThat(trial.path("alerts_fired").asInt()).isEqualTo(2);
        assertThat(trial.path("truncated").asBoolean()).isFalse();
        assertThat(trial.path("alerts")).hasSize(2);
        assertThat(trial.path("alerts").get(0).path("state").asText()).isEqualTo("resolved");
        assertThat(trial.path("alerts").get(1).path("event_data").path("value").asInt())
                .isEqualTo(92);
        assertThat(trial.path("from").asText())
                .isLessThanOrEqualTo(trial.path("to").asText());
        assertThat(fixture.processor.alertRules()).isEmpty();
        assertThat(fixture.processor.alerts(10)).isEmpty();
    }

    @Test
    void try_limitAndSource_selectWhatIsTaken() {
        ingest("a_1", "temperature", 90, 70, 71, 72);
        ingest("b_1", "temperature", 90);
        String draft = rule("draft").replace("{\"rule_id\"", "{\"source\":\"a_*\",\"enabled\":false,\"rule_id\"");
        JsonNode trial = fixture.post("/rules/try", "{\"limit\":3,\"rule\":" + draft + "}")
                .json();
        assertThat(trial.path("events").asInt()).isEqualTo(3);
        assertThat(trial.path("series").asInt()).isEqualTo(1);
        assertThat(trial.path("alerts_fired").asInt()).isZero();
    }

    @Test
    void try_nothingToLookAt_isEmpty() {
        JsonNode trial = tryOne(rule("draft")).json();
        assertThat(trial.path("events").asInt()).isZero();
        assertThat(trial.path("from").isNull()).isTrue();
        assertThat(trial.path("to").isNull()).isTrue();
    }

    @Test
    void try_faultyRequest_tellsTheField() {
        assertThat(tryOne(rule("draft").replace("\">\"", "\"=>\"")).errorFields())
                .containsExactly("parameters.operator");
        assertThat(fixture.post("/rules/try", "{\"limit\":0,\"rul\":1}").errorFields())
                .containsExactly("rul", "limit", "rule");
        assertThat(fixture.post("/rules/try", "[]").errorFields()).contains("");
    }

    @Test
    void try_moreThanItTakes_takesFewerOfEachAndSaysSo() {
        ingest("a", "temperature", 90, 1, 2, 3, 4);
        ingest("b", "temperature", 1, 2, 3, 4, 90);
        RuleTrialResource trials = new RuleTrialResource(
                fixture.processor, new JsonCodec(JsonLimits.defaults()), RuleTrialResource.Limits.DEFAULT);
        AlertRule draft = AlertRule.builder("draft")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 80)
                .build();
        JsonNode trial = new JsonCodec(JsonLimits.defaults())
                .read(new String(trials.run(draft, 2_000, 6).body, StandardCharsets.UTF_8));
        assertThat(trial.path("truncated").asBoolean()).isTrue();
        assertThat(trial.path("events").asInt()).isEqualTo(6);
        assertThat(trial.path("alerts")).hasSize(1);
        assertThat(trial.path("alerts").get(0).path("source").asText()).isEqualTo("b");
    }

    private static RuntimeException refusal(RuleTrialResource trials) {
        return catchThrowableOfType(
                RuntimeException.class,
                () -> trials.tryOne(
                        new JsonCodec(JsonLimits.defaults())
                                .read(
                                        "{\"rule\":{\"rule_id\":\"r\",\"condition\":\"gated\",\"parameters\":{\"field\":\"temperature\"}}}")));
    }

    @Test
    void try_whileOthersAreTried_isToComeAgain() throws InterruptedException {
        GatedCondition gate = new GatedCondition();
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().condition(gate).build()) {
            processor.start();
            processor.ingest(TelemetryEvent.of("a", "temperature", 90));
            assertThat(processor.flush(WebFixture.LONG)).isTrue();
            RuleTrialResource trials = new RuleTrialResource(
                    processor,
                    new JsonCodec(JsonLimits.defaults()),
                    new RuleTrialResource.Limits(1, Duration.ZERO, WebFixture.LONG, WebFixture.LONG));
            Thread first = new Thread(() -> refusal(trials));
            first.start();
            gate.reached.await();
            ApiException second = (ApiException) refusal(trials);
            assertThat(second.status).isEqualTo(429);
            assertThat(second.headers).containsEntry("Retry-After", "1");
            gate.open.countDown();
            first.join();
            assertThat(refusal(trials)).isNull();
        }
    }

    @Test
    void try_conditionHangs_isAnsweredAndNamedInHealthUntilItReturns() {
        GatedCondition gate = new GatedCondition();
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().condition(gate).build()) {
            processor.start();
            processor.ingest(TelemetryEvent.of("a", "temperature", 90));
            assertThat(processor.flush(WebFixture.LONG)).isTrue();
            JsonCodec json = new JsonCodec(JsonLimits.defaults());
            RuleTrialResource trials = new RuleTrialResource(
                    processor,
                    json,
                    new RuleTrialResource.Limits(1, Duration.ZERO, WebFixture.LONG, Duration.ofMillis(1)));
            HealthResource state =
                    new HealthResource(processor, json, List.<Supplier<@Nullable String>>of(trials::problem));

            RuntimeException hangs = refusal(trials);
            assertThat(hangs).isInstanceOf(ValidationException.class);
            assertThat(hangs).hasMessageContaining("condition \"gated\" did not return");
            assertThat(problems(state)).containsExactly("1 of 1 rule trials hang in their condition: gated");
            assertThat(refusal(trials)).hasMessageContaining("retry after 1 s").hasMessageContaining("gated");

            gate.open.countDown();
            await().until(() -> problems(state).isEmpty());
            RuntimeException free = refusal(trials);
            assertThat(free == null || free instanceof ValidationException).isTrue();
        } finally {
            gate.open.countDown();
        }
    }

    private static List<String> problems(HealthResource state) {
        JsonNode health =
                new JsonCodec(JsonLimits.defaults()).read(new String(state.health().body, StandardCharsets.UTF_8));
        List<String> problems = new ArrayList<>();
        health.path("problems").forEach(problem -> problems.add(problem.asText()));
        assertThat(health.path("status").asText()).isEqualTo(problems.isEmpty() ? "healthy" : "warning");
        return problems;
    }

    @Test
    void try_thatTakesTooLong_isRefusedByTheLimit() {
        ingest("a", "temperature", 90, 91);
        RuleTrialResource trials = new RuleTrialResource(
                fixture.processor,
                new JsonCodec(JsonLimits.defaults()),
                new RuleTrialResource.Limits(1, Duration.ZERO, Duration.ZERO, WebFixture.LONG));
        ValidationException fault = catchThrowableOfType(
                ValidationException.class,
                () -> trials.tryOne(new JsonCodec(JsonLimits.defaults()).read("{\"rule\":" + rule("r") + "}")));
        assertThat(fault.errors()).extracting(FieldError::field).containsExactly("limit");
        assertThat(fault).hasMessageContaining("longer than", "limit");
    }

    @Test
    void try_sameQuestion_hasTheSameAnswerAndLeavesNoTrace() throws Exception {
        ingest("a", "temperature", 70, 90, 91, 70, 92);
        ingest("b", "temperature", 70, 99, 71);
        String draft = rule("draft").replace("{\"rule_id\"", "{\"actions\":[\"log_alert\"],\"rule_id\"");
        ProcessorMetrics before = fixture.processor.metrics();
        try (LogFixture log = new LogFixture()) {
            String answer = tryOne(draft).body();
            ExecutorService clients = Executors.newFixedThreadPool(4);
            List<Future<Answered>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(clients.submit(() -> tryOne(draft)));
            }
            for (Future<Answered> one : answers) {
                assertThat(one.get().status()).isEqualTo(200);
                assertThat(one.get().body()).isEqualTo(answer);
            }
            clients.shutdown();
            assertThat(log.messages()).isEmpty();
        }
        ProcessorMetrics after = fixture.processor.metrics();
        assertThat(after.alertsFired()).isEqualTo(before.alertsFired());
        assertThat(after.accepted()).isEqualTo(before.accepted());
        assertThat(fixture.processor.alertRules()).isEmpty();
        assertThat(fixture.processor.alerts(10)).isEmpty();
        assertThat(fixture.processor.patterns(10)).isEmpty();
    }

    @Test
    void try_staleAfterOfTheHost_holdsInTheTrial() {
        try (WebFixture quick = new WebFixture()
                .config(TelemetryConfig.builder()
                        .staleAfter(Duration.ofSeconds(10))
                        .seriesExpiry(Duration.ofSeconds(20)))
                .start()) {
            Instant begin = Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
            quick.processor.series("a", "temperature").record(90, begin);
            quick.processor.series("b", "temperature").record(10, begin.plusSeconds(60));
            quick.flush();
            JsonNode trial =
                    quick.post("/rules/try", "{\"rule\":" + rule("r") + "}").json();
            assertThat(trial.path("alerts").get(0).path("state").asText()).isEqualTo("resolved");
            assertThat(trial.path("alerts").get(0).path("end_reason").asText()).contains("20 s");
        }
    }

    @Test
    void merged_lateEvents_keepTheOrderOfTheirSeries() {
        SeriesHistory late = new SeriesHistory("a", "t", new long[] {10, 30, 20, 40}, new double[] {1, 2, 3, 4});
        SeriesHistory other = new SeriesHistory("b", "t", new long[] {5, 25, 35}, new double[] {5, 6, 7});
        List<Double> values = new ArrayList<>();
        new MergedSeriesEvents(List.of(late, other)).forEach(event -> values.add(event.value()));
        assertThat(values).containsExactly(5.0, 1.0, 6.0, 2.0, 3.0, 7.0, 4.0);
    }
}
