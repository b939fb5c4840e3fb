// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the examples of all registered conditions, and of one with a parameter of each type. */
class RuleExampleTest {
    private static final String COMMENT = "//, ";

    /** A condition with a required and an optional parameter of each type, which accepts at most one condition. */
    private static final class EveryType implements ConditionProvider {
        private static final String REQUIRED = "required_";

        @Override
        public String kind() {
            return "every_type";
        }

        @Override
        public String description() {
            return "Evaluates\nnothing.";
        }

        @Override
        public List<Parameter> parameters() {
            List<Parameter> parameters = new ArrayList<>();
            for (Parameter.Type type : Parameter.Type.values()) {
                String name = type.name().toLowerCase(Locale.ROOT);
                parameters.add(Parameter.of(name, type, "Optional " + name + "."));
                parameters.add(Parameter.of(REQUIRED + name, type, "Required " + name + ".")
                        .asRequired());
            }
            parameters.add(
                    Parameter.number("share", "A share.").within(0.5, 0.75).asRequired());
            parameters.add(Parameter.integer("few", 1, 3, "Few.").asRequired());
            parameters.add(Parameter.integer("many", 100, 1_000, "Many.").asRequired());
            parameters.add(Parameter.number("negative", "Negative.")
                    .within(Double.NEGATIVE_INFINITY, -1)
                    .asRequired());
            return parameters;
        }

        @Override
        public void check(AlertRule rule) {
            for (Parameter parameter : parameters()) {
                boolean isTooMuch = parameter.type() == Parameter.Type.CONDITIONS
                        && parameter.list(rule).size() > 1;
                if (isTooMuch) {
                    throw parameter.refused("expected one condition");
                }
            }
        }

        @Override
        public SeriesEvaluator evaluator(List<AlertRule> rules) {
            throw new IllegalStateException("this condition does not evaluate");
        }
    }

    private static TelemetryProcessor processor() {
        return TelemetryProcessor.builder().condition(new EveryType()).build();
    }

    static List<String> registered() {
        try (TelemetryProcessor processor = processor()) {
            return processor.rules().conditions().stream()
                    .map(ConditionProvider::kind)
                    .toList();
        }
    }

    private static JsonNode parsed(String text) throws IOException {
        return new JsonCodec(JsonLimits.defaults()).readWithComments(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static ConditionProvider condition(TelemetryProcessor processor, String kind) {
        return processor.rules().conditions().stream()
                .filter(one -> one.kind().equals(kind))
                .findAny()
                .orElseThrow();
    }

    private static String example(TelemetryProcessor processor, String kind) {
        return new RuleExample(processor.rules()).of(condition(processor, kind));
    }

    @ParameterizedTest
    @MethodSource("registered")
    void example_ofEachCondition_isValidAndExplainsEachParameter(String kind) throws IOException {
        try (TelemetryProcessor processor = processor()) {
            String text = example(processor, kind);

            AlertRule rule = RuleJson.read(parsed(text));
            assertThat(rule.condition()).isEqualTo(kind);
            assertThatCode(() -> processor.rules().check(rule)).doesNotThrowAnyException();
            assertThat(text).doesNotContain("To be completed").doesNotContain("\t");
            for (Parameter parameter : condition(processor, kind).parameters()) {
                assertThat(text)
                        .contains('"' + parameter.name() + "\": ")
                        .containsIgnoringCase(parameter.meaning() + " " + parameter.allowed());
                assertThat(!parameter.required() || rule.parameters().containsKey(parameter.name()))
                        .as(parameter.name())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("registered")
    void example_eachOptionalLine_isAnEntryWithoutItsSlashes(String kind) throws IOException {
        try (TelemetryProcessor processor = processor()) {
            List<String> lines = example(processor, kind).lines().toList();
            int entries = parsed(String.join("\n", lines)).toString().length();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().startsWith(COMMENT)) {
                    List<String> changed = new ArrayList<>(lines);
                    changed.set(i, lines.get(i).replaceFirst("//", ""));
                    assertThat(parsed(String.join("\n", changed)).toString().length())
                            .as(lines.get(i))
                            .isGreaterThan(entries);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("registered")
    void example_isTheSameEachTime(String kind) {
        try (TelemetryProcessor processor = processor();
                TelemetryProcessor other = TelemetryProcessor.builder()
                        .config(TelemetryConfig.defaults())
                        .condition(new EveryType())
                        .build()) {
            assertThat(example(processor, kind)).isEqualTo(example(other, kind)).endsWith("}\n");
        }
    }
}
