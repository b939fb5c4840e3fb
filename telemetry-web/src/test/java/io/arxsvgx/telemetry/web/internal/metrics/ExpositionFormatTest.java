// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that compare the text formats byte by byte with the output of the Prometheus client library for the same
 * metrics.
 */
class ExpositionFormatTest {
    private static final ExpositionFormats REFERENCE = ExpositionFormats.init();
    private static final String HELP = "Odd: \"quoted\", back\\slash,\nsecond line, größer.";
    private static final List<String> ODD_LABELS =
            List.of("b", "a", "", "älter", "a\"b", "a\\b", "a\nb", "{x=\"1\"}", "a b", "\uD83D\uDE00", "\r\t", "A");

    private static ExpositionFormatWriter reference(ExpositionFormat format) {
        return format == ExpositionFormat.OPEN_METRICS
                ? REFERENCE.getOpenMetricsTextFormatWriter()
                : REFERENCE.getPrometheusTextFormatWriter();
    }

    private static String expected(ExpositionFormat format, MetricSnapshots snapshots) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        reference(format).write(bytes, snapshots);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String written(ExpositionFormat format, MetricFamily... families) {
        return new String(format.write(List.of(families), Map.of()), StandardCharsets.UTF_8);
    }

    private static CounterDataPointSnapshot count(double value, String... labels) {
        return CounterDataPointSnapshot.builder()
                .labels(Labels.of(labels))
                .value(value)
                .build();
    }

    private static GaugeDataPointSnapshot level(double value, String... labels) {
        return GaugeDataPointSnapshot.builder()
                .labels(Labels.of(labels))
                .value(value)
                .build();
    }

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void contentType_eachFormat_isThatOfTheReference(ExpositionFormat format) {
        assertThat(format.contentType()).isEqualTo(reference(format).getContentType());
    }

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void write_labelsOfAnyText_areEscapedAndInOrder(ExpositionFormat format) throws IOException {
        MetricFamily counter = MetricFamily.counter("calls", HELP);
        MetricFamily gauge = MetricFamily.gauge("level", HELP);
        CounterSnapshot.Builder counts = CounterSnapshot.builder().name("calls").help(HELP);
        GaugeSnapshot.Builder levels = GaugeSnapshot.builder().name("level").help(HELP);
        for (String text : ODD_LABELS) {
            counter.add(Map.of("name", text, "by", "z"), 1);
            counter.add(Map.of("name", "z", "by", text), 2);
            gauge.add(Map.of("name", text), -1);
            counts.dataPoint(count(1, "name", text, "by", "z")).dataPoint(count(2, "name", "z", "by", text));
            levels.dataPoint(level(-1, "name", text));
        }
        assertThat(written(format, gauge, counter))
                .isEqualTo(expected(format, MetricSnapshots.of(counts.build(), levels.build())));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                1e7,
                123_456_789,
                9_007_199_254_740_992.0,
                0.1,
                1e-9,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            })
    void write_anyNumber_isWrittenAsTheReferenceDoes(double value) throws IOException {
        GaugeSnapshot snapshot = GaugeSnapshot.builder()
                .name("level")
                .help("A level.")
                .dataPoint(level(value))
                .build();
        for (ExpositionFormat format : ExpositionFormat.values()) {
            assertThat(written(format, MetricFamily.gauge("level", "A level.").add(Map.of(), value)))
                    .isEqualTo(expected(format, MetricSnapshots.of(snapshot)));
        }
    }

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void write_infoSummaryAndHistogram_areAsTheReferenceWritesThem(ExpositionFormat format) throws IOException {
        InfoSnapshot info = InfoSnapshot.builder()
                .name("build")
                .help(HELP)
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", "1.0", "java", "17"))
                        .build())
                .build();
        SummarySnapshot summary = SummarySnapshot.builder()
                .name("latency_seconds")
                .help(HELP)
                .dataPoint(SummaryDataPointSnapshot.builder()
                        .quantiles(Quantiles.of(new Quantile(0.5, 2e-9), new Quantile(1, 3)))
                        .build())
                .build();
        HistogramSnapshot histogram = HistogramSnapshot.builder()
                .name("time_seconds")
                .help(HELP)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.builder()
                                .bucket(0.0001, 3)
                                .bucket(1, 0)
                                .bucket(Double.POSITIVE_INFINITY, 2)
                                .build())
                        .sum(7.5)
                        .build())
                .build();
        MetricFamily[] families = {
            MetricFamily.histogram(
                    "time_seconds",
                    HELP,
                    List.of(Duration.ofNanos(100_000), Duration.ofSeconds(1)),
                    List.of(3L, 0L, 2L),
                    Duration.ofMillis(7_500)),
            MetricFamily.info("build", HELP, Map.of("version", "1.0", "java", "17")),
            MetricFamily.summary(
                    "latency_seconds",
                    HELP,
                    new TreeMap<>(Map.of(0.5, Duration.ofNanos(2), 1.0, Duration.ofSeconds(3))))
        };
        assertThat(written(format, families)).isEqualTo(expected(format, MetricSnapshots.of(info, summary, histogram)));
    }

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void write_familyWithoutSamples_isLeftOut(ExpositionFormat format) throws IOException {
        assertThat(written(format, MetricFamily.gauge("none", "Nothing.")))
                .isEqualTo(expected(format, MetricSnapshots.of()));
    }

    @Test
    void write_commonLabels_areOnEverySample() {
        MetricFamily alerts = MetricFamily.gauge("alerts", "Alerts.")
                .add(Map.of("severity", "info"), 1)
                .add(Map.of(), 2);

        byte[] text = ExpositionFormat.PROMETHEUS_TEXT.write(List.of(alerts), Map.of("processor", "orders"));

        assertThat(new String(text, StandardCharsets.UTF_8).lines())
                .filteredOn(line -> !line.startsWith("#"))
                .containsExactlyInAnyOrder(
                        "alerts{processor=\"orders\",severity=\"info\"} 1.0", "alerts{processor=\"orders\"} 2.0");
    }

    @Test
    void accepted_asAsked_isOpenMetricsOrPrometheusText() {
        assertThat(ExpositionFormat.accepted("application/openmetrics-text;version=1.0.0,text/plain;q=0.5"))
                .isEqualTo(ExpositionFormat.OPEN_METRICS);
        assertThat(ExpositionFormat.accepted("text/plain")).isEqualTo(ExpositionFormat.PROMETHEUS_TEXT);
        assertThat(ExpositionFormat.accepted(null)).isEqualTo(ExpositionFormat.PROMETHEUS_TEXT);
    }
}
