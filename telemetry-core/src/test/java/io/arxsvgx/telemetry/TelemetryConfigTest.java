// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TelemetryConfigTest {
    @Test
    void defaults_areThoseOfTheSpecification() {
        TelemetryConfig config = TelemetryConfig.defaults();
        assertThat(config.bufferSize()).isEqualTo(10_000);
        assertThat(config.processingInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.alertThreshold()).isEqualTo(0.8);
        assertThat(config.maxHistorySize()).isEqualTo(100_000);
        assertThat(config.enableWebSocket()).isTrue();
        assertThat(config.webSocketPort()).isEqualTo(8765);
        assertThat(config.enableHttp()).isTrue();
        assertThat(config.httpPort()).isEqualTo(8080);
        assertThat(config.enableDashboard()).isTrue();
        assertThat(config.dashboardPort()).isEqualTo(8081);
    }

    @Test
    void defaults_ofFurtherSettings_serveWithoutTuning() {
        TelemetryConfig config = TelemetryConfig.defaults();
        assertThat(config.whenFull()).isEqualTo(OverflowPolicy.dropNewest());
        assertThat(config.waitStrategy()).isEqualTo(WaitStrategy.DEFAULT);
        assertThat(config.maxSeries()).isEqualTo(100_000);
        assertThat(config.seriesExpiry()).isEqualTo(Duration.ofHours(1));
        assertThat(config.staleAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.actionTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.timeSource()).isSameAs(TimeSource.system());
    }

    @Test
    void toBuilder_changingNothing_keepsEverySetting() {
        TelemetryConfig config = everythingElse().build();
        assertThat(config.toBuilder().build()).usingRecursiveComparison().isEqualTo(config);
    }

    @Test
    void toBuilder_changingOne_leavesTheOriginal() {
        TelemetryConfig config = everythingElse().build();
        TelemetryConfig changed = config.toBuilder().bufferSize(7).build();
        assertThat(changed.bufferSize()).isEqualTo(7);
        assertThat(config.bufferSize()).isEqualTo(5_000);
    }

    private static TelemetryConfig.Builder everythingElse() {
        return TelemetryConfig.builder()
                .bufferSize(5_000)
                .processingInterval(Duration.ofMillis(500))
                .alertThreshold(0.7)
                .maxHistorySize(1_000)
                .enableWebSocket(false)
                .webSocketPort(1)
                .enableHttp(false)
                .httpPort(2)
                .enableDashboard(false)
                .dashboardPort(3)
                .whenFull(OverflowPolicy.block(Duration.ofSeconds(1)))
                .waitStrategy(WaitStrategy.SPINNING)
                .maxSeries(4)
                .seriesExpiry(Duration.ofSeconds(5))
                .staleAfter(Duration.ofSeconds(4))
                .actionTimeout(Duration.ofSeconds(7))
                .timeSource(TimeSource.manual(Instant.EPOCH));
    }

    static Stream<Arguments> wholeNumbers() {
        return Stream.of(
                whole("bufferSize", 1, 10_000_000, value -> builder -> builder.bufferSize(value)),
                whole("maxHistorySize", 0, 100_000_000, value -> builder -> builder.maxHistorySize(value)),
                whole("maxSeries", 1, 100_000_000, value -> builder -> builder.maxSeries(value)),
                whole("webSocketPort", 0, 65_535, value -> builder -> builder.webSocketPort(value)),
                whole("httpPort", 0, 65_535, value -> builder -> builder.httpPort(value)),
                whole("dashboardPort", 0, 65_535, value -> builder -> builder.dashboardPort(value)));
    }

    private static Arguments whole(
            String name, int least, int most, Function<Integer, Consumer<TelemetryConfig.Builder>> setting) {
        return Arguments.of(name, least, most, setting);
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void wholeNumber_atItsEdges_isTakenAndBeyondRefused(
            String name, int least, int most, Function<Integer, Consumer<TelemetryConfig.Builder>> setting) {
        setting.apply(least).accept(TelemetryConfig.builder());
        setting.apply(most).accept(TelemetryConfig.builder());
        for (int beyond : new int[] {least - 1, most + 1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setting.apply(beyond).accept(TelemetryConfig.builder()))
                    .withMessageContainingAll(
                            name, String.valueOf(beyond), String.valueOf(least), String.valueOf(most));
        }
    }

    static Stream<Arguments> durations() {
        Duration milli = Duration.ofMillis(1);
        Duration day = Duration.ofDays(1);
        Duration years = Duration.ofDays(3650);
        return Stream.of(
                duration("processingInterval", milli, day, value -> builder -> builder.processingInterval(value)),
                duration("seriesExpiry", Duration.ofSeconds(1), years, value -> builder -> builder.seriesExpiry(value)),
                duration("staleAfter", milli, years, value -> builder -> builder.staleAfter(value)),
                duration("actionTimeout", milli, day, value -> builder -> builder.actionTimeout(value)));
    }

    private static Arguments duration(
            String name, Duration least, Duration most, Function<Duration, Consumer<TelemetryConfig.Builder>> setting) {
        return Arguments.of(name, least, most, setting);
    }

    @ParameterizedTest
    @MethodSource("durations")
    void duration_atItsEdges_isTakenAndBeyondRefused(
            String name, Duration least, Duration most, Function<Duration, Consumer<TelemetryConfig.Builder>> setting) {
        setting.apply(least).accept(TelemetryConfig.builder());
        setting.apply(most).accept(TelemetryConfig.builder());
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        for (Duration beyond :
                new Duration[] {least.minusNanos(1), most.plusNanos(1), Duration.ZERO, least.negated(), longest}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setting.apply(beyond).accept(TelemetryConfig.builder()))
                    .withMessageContaining(name);
        }
    }

    @Test
    void seriesExpiry_belowStaleAfter_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelemetryConfig.builder()
                        .staleAfter(Duration.ofSeconds(60))
                        .seriesExpiry(Duration.ofSeconds(59))
                        .build())
                .withMessage("seriesExpiry: expected at least staleAfter, 60 s, got 59 s");
    }

    @Test
    void alertThreshold_atItsEdges_isTaken() {
        assertThat(TelemetryConfig.builder().alertThreshold(0).build().alertThreshold())
                .isZero();
        assertThat(TelemetryConfig.builder().alertThreshold(1).build().alertThreshold())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-0.001", "1.001", "NaN", "Infinity", "-Infinity"})
    void alertThreshold_beyondItsEdges_isRefused(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelemetryConfig.builder().alertThreshold(value))
                .withMessageContainingAll("alertThreshold", String.valueOf(value), "0 to 1");
    }

    @Test
    void whenFull_beyondItsEdges_isRefused() {
        assertThat(OverflowPolicy.block(Duration.ofHours(1)).timeout()).isEqualTo(Duration.ofHours(1));
        assertThatIllegalArgumentException().isThrownBy(() -> OverflowPolicy.block(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OverflowPolicy.block(Duration.ofHours(1).plusNanos(1)));
    }

    @Test
    @SuppressWarnings("NullAway")
    void builder_null_isRefusedByName() {
        TelemetryConfig.Builder builder = TelemetryConfig.builder();
        assertThatNullPointerException()
                .isThrownBy(() -> builder.processingInterval(null))
                .withMessage("processingInterval");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.whenFull(null))
                .withMessage("whenFull");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.waitStrategy(null))
                .withMessage("waitStrategy");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.timeSource(null))
                .withMessage("timeSource");
    }

    @Test
    void fromEnvironment_all_areRead() {
        TelemetryConfig config = TelemetryConfig.fromEnvironment(Map.of(
                "TELEMETRY_BUFFER_SIZE", "5000",
                "TELEMETRY_PROCESSING_INTERVAL", "0.5",
                "TELEMETRY_ALERT_THRESHOLD", "0.7",
                "TELEMETRY_MAX_HISTORY_SIZE", "1000",
                "TELEMETRY_ENABLE_WEBSOCKET", "false",
                "TELEMETRY_WEBSOCKET_PORT", "1",
                "TELEMETRY_ENABLE_HTTP", "False",
                "TELEMETRY_HTTP_PORT", "2",
                "TELEMETRY_ENABLE_DASHBOARD", "FALSE",
                "TELEMETRY_DASHBOARD_PORT", "65535"));
        assertThat(TelemetryConfig.fromEnvironment(Map.of("TELEMETRY_MAX_SERIES", "2000"))
                        .maxSeries())
                .isEqualTo(2_000);
        assertThat(config.bufferSize()).isEqualTo(5_000);
        assertThat(config.processingInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.alertThreshold()).isEqualTo(0.7);
        assertThat(config.maxHistorySize()).isEqualTo(1_000);
        assertThat(config.enableWebSocket()).isFalse();
        assertThat(config.webSocketPort()).isEqualTo(1);
        assertThat(config.enableHttp()).isFalse();
        assertThat(config.httpPort()).isEqualTo(2);
        assertThat(config.enableDashboard()).isFalse();
        assertThat(config.dashboardPort()).isEqualTo(65_535);
    }

    @Test
    void fromEnvironment_unknownNames_areIgnored() {
        Map<String, String> environment =
                Map.of("TELEMETRY_BUFER_SIZE", "no number", "TELEMETRY_API_TOKEN", "x", "PATH", "/bin");
        assertThat(TelemetryConfig.fromEnvironment(environment))
                .usingRecursiveComparison()
                .isEqualTo(TelemetryConfig.defaults());
    }

    @Test
    void fromEnvironment_nullValue_leavesTheDefault() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TELEMETRY_HTTP_PORT", null);
        assertThat(TelemetryConfig.fromEnvironment(environment).httpPort()).isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUFFER_SIZE | 0 | 1 to 10000000
            BUFFER_SIZE | 10000001 | 1 to 10000000
            BUFFER_SIZE | 99999999999 | 1 to 10000000
            BUFFER_SIZE | 1e3 | a whole number
            BUFFER_SIZE | 12.0 | a whole number
            BUFFER_SIZE | '' | a whole number
            PROCESSING_INTERVAL | 0 | 0.001 to 86400
            PROCESSING_INTERVAL | -1 | 0.001 to 86400
            PROCESSING_INTERVAL | 0.000999 | 0.001 to 86400
            PROCESSING_INTERVAL | 86400.001 | 0.001 to 86400
            PROCESSING_INTERVAL | 1s | seconds as a decimal
            PROCESSING_INTERVAL | NaN | seconds as a decimal
            PROCESSING_INTERVAL | 1e999999999 | seconds as a decimal
            PROCESSING_INTERVAL | 1e-999999999 | seconds as a decimal
            PROCESSING_INTERVAL | 18446744074.709551616 | seconds as a decimal
            ALERT_THRESHOLD | 1.1 | from 0 to 1
            ALERT_THRESHOLD | -0.1 | from 0 to 1
            ALERT_THRESHOLD | NaN | from 0 to 1
            ALERT_THRESHOLD | 0.5f | from 0 to 1
            ALERT_THRESHOLD | high | from 0 to 1
            MAX_HISTORY_SIZE | -1 | 0 to 100000000
            MAX_HISTORY_SIZE | 100000001 | 0 to 100000000
            MAX_SERIES | 0 | 1 to 100000000
            MAX_SERIES | 100000001 | 1 to 100000000
            MAX_SERIES | 1e3 | a whole number
            ENABLE_WEBSOCKET | yes | true or false
            ENABLE_HTTP | 1 | true or false
            ENABLE_DASHBOARD | '' | true or false
            WEBSOCKET_PORT | 65536 | 0 to 65535
            HTTP_PORT | -1 | 0 to 65535
            DASHBOARD_PORT | http | 0 to 65535
            HTTP_PORT | ' 2 ' | 0 to 65535
            HTTP_PORT | ٨٠ | 0 to 65535
            BUFFER_SIZE | 1٠ | 1 to 10000000
            PROCESSING_INTERVAL | '1 ' | seconds as a decimal
            PROCESSING_INTERVAL | １ | seconds as a decimal
            ALERT_THRESHOLD | 0.٥ | from 0 to 1
            """)
    void fromEnvironment_badValue_namesVariableValueAndWhatIsAllowed(String name, String value, String allowed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelemetryConfig.fromEnvironment(Map.of("TELEMETRY_" + name, value)))
                .withMessageContainingAll("TELEMETRY_" + name, "\"" + value + "\"", allowed);
    }

    @ParameterizedTest
    @CsvSource({"0.001, 1000000", "86400, 86400000000000", "1e-3, 1000000", "2.5, 2500000000"})
    void fromEnvironment_interval_isSecondsAsDecimal(String value, long nanos) {
        assertThat(TelemetryConfig.fromEnvironment(Map.of("TELEMETRY_PROCESSING_INTERVAL", value))
                        .processingInterval())
                .isEqualTo(Duration.ofNanos(nanos));
    }
}
