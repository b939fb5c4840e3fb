// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.testsupport.GeneratedBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests of every view in light and dark, wide and narrow: axe finds no violation, and nothing is wider than the window.
 * A screenshot of each is written to {@code target/screenshots}; with {@code -Ddocs.update=true} those of the documents are
 * written to {@code docs/images} too.
 */
class DashboardLooksIT {
    /** The sum of the layout shifts without user input; up to 0.1 counts as good in the Web Vitals. */
    private static final String SHIFT = "new Promise(done => new PerformanceObserver((list, observer) => {"
            + "observer.disconnect(); done(list.getEntries().reduce((sum, one) => sum + (one.hadRecentInput ? 0 : one.value), 0)); })"
            + ".observe({type: 'layout-shift', buffered: true}) ?? setTimeout(() => done(0), 500))";

    private static final double GOOD_SHIFT = 0.1;
    private static final String IN_DOCUMENTS = "wide-light";
    private static final Path IMAGES = Path.of("../docs/images");
    private static final Set<View> SHOWN_IN_DOCUMENTS =
            EnumSet.of(View.OVERVIEW, View.ALERTS, View.SERIES, View.RULE, View.BOARD, View.NOTIFICATIONS);

    /** A view, with a text that is visible once its data is loaded. */
    public enum View {
        OVERVIEW("overview", "Machine overheats"),
        ALERTS("alerts", "Machine overheats"),
        SERIES(
                "series?span=0&s=[[\"machine_1\",\"temperature\"],[\"machine_2\",\"temperature\"],"
                        + "[\"machine_1\",\"vibration\"]]",
                "Machine overheats"),
        RULES("rules", "no series matched yet"),
        RULE("rules/overheats", "Rule overheats"),
        PATTERNS("patterns", "The bearing wears"),
        BOARDS("boards", "Machine hall"),
        BOARD("boards/hall", "Temperatures"),
        NOTIFICATIONS("notifications", "answered 404");

        final String path;
        final String text;

        View(String path, String text) {
            this.path = path;
            this.text = text;
        }
    }

    @RegisterExtension
    private static final Browser browser = new Browser();

    @AutoClose
    private final ScriptedReceivers receivers = new ScriptedReceivers();

    @AutoClose
    private final ServerFixture fixture = new ServerFixture();

    @BeforeEach
    void fill() {
        TelemetryConfig.Builder config = TelemetryConfig.builder().processingInterval(Duration.ofMillis(200));
        fixture.config(config)
                .detectors(new Wear())
                .notifier(receivers::notifier)
                .start();
        TelemetryProcessor processor = fixture.processor;
        processor.addAlertRule(rule("overheats", "Machine overheats", "temperature", 78, Severity.CRITICAL));
        processor.addAlertRule(rule("shakes", "Machine shakes", "vibration", 1.2e-6, Severity.WARNING));
        processor.addAlertRule(rule("quiet", "Nobody matches this", "humidity", 1, Severity.INFO));
        Random noise = new Random(7);
        Instant begin = Instant.now().minusSeconds(300);
        for (int machine = 1; machine <= 4; machine++) {
            TelemetrySeries heat = processor.series("machine_" + machine, "temperature");
            TelemetrySeries shake = processor.series("machine_" + machine, "vibration");
            TelemetrySeries cycles = processor.series("machine_" + machine, "cycles");
            for (int i = 0; i <= 300; i++) {
                Instant at = begin.plusSeconds(i);
                double wear = machine == 1 && i > 220 ? (i - 220) / 5.0 : 0;
                heat.record(62 + 3 * machine + 4 * Math.sin(i / 20.0) + noise.nextGaussian() + wear, at);
                shake.record(1e-6 * (1 + 0.08 * noise.nextGaussian()), at);
                cycles.record(1e12 + i * 1e8, at);
            }
            fixture.flush();
        }
        fixture.put(
                "/boards/hall",
                "{\"title\":\"Machine hall\",\"widgets\":["
                        + widget("stat", "First machine", 1) + "," + widget("line", "Temperatures", 2) + ","
                        + widget("gauge", "Load", 1) + "," + widget("top", "Hottest", 2) + ","
                        + widget("alerts", "Alerts", 2) + "," + widget("table", "All", 4) + "]}");
    }

    private static String widget(String kind, String title, int width) {
        String source = kind.equals("stat") || kind.equals("gauge") ? "machine_1" : "machine_*";
        return "{\"kind\":\"" + kind + "\",\"title\":\"" + title + "\",\"width\":" + width
                + ",\"series\":[{\"source\":\"" + source + "\",\"type\":\"temperature\"}]}";
    }

    private static AlertRule rule(String id, String name, String field, double limit, Severity severity) {
        return AlertRule.builder(id)
                .name(name)
                .condition("threshold")
                .parameter("field", field)
                .parameter("operator", ">")
                .parameter("value", limit)
                .severity(severity)
                .actions("log_alert")
                .build();
    }

    /** A detector that reports a bearing that wears out. */
    private static final class Wear implements PatternDetector {
        private boolean seen;

        @Override
        public String name() {
            return "wear";
        }

        @Override
        public void detect(DetectionContext context) {
            context.report(new RiskAssessment(
                    "bearing",
                    0.62,
                    Map.of("anomalies", 0.7, "age", 0.5),
                    List.of("Replace it within the month"),
                    context.now()));
            context.report("temperature", analytics(context.now()));
            if (!seen) {
                seen = true;
                context.report(bearing(context.now()));
            }
        }

        private static Map<String, Object> analytics(Instant now) {
            List<Map<String, Object>> steps = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                steps.add(Map.of(
                        "timestamp",
                        now.plusSeconds(i).toString(),
                        "value",
                        83 + i / 5.0,
                        "low",
                        82 + i / 10.0,
                        "high",
                        84 + i / 3.0));
            }
            return Map.of(
                    "forecasts",
                    List.of(Map.of("source", "machine_1", "method", "theta", "steps", steps)),
                    "correlations",
                    List.of(Map.of(
                            "leader",
                            Map.of("source", "machine_3", "type", "temperature"),
                            "follower",
                            Map.of("source", "machine_1", "type", "temperature"),
                            "pearson",
                            0.91,
                            "lead_seconds",
                            3)));
        }

        private static FailurePattern bearing(Instant now) {
            return FailurePattern.builder()
                    .patternId("p-1")
                    .failureType(FailureType.TREND)
                    .source("machine_1")
                    .type("temperature")
                    .confidence(0.86)
                    .severity(0.75)
                    .description("The bearing wears: its temperature rises by 0.2 a second")
                    .timestamp(now)
                    .dataPoints(List.of(62.0, 63.5, 64.0, 66.2, 69.0, 71.5, 75.0))
                    .metadata(Map.of(
                            "component",
                            "bearing",
                            "method",
                            "Mann-Kendall",
                            "values",
                            300,
                            "predicted_failure_time",
                            now.plusSeconds(5_400).toString(),
                            "recommended_actions",
                            List.of("Lower the load", "Replace the bearing")))
                    .build();
        }
    }

    /** Records events for some time, so that a picture has figures of the last minute. */
    private void feed(Page page, Duration time) {
        Random noise = new Random(1);
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
            for (int machine = 1; machine <= 4; machine++) {
                double wear = machine == 1 ? 25 : 0;
                fixture.processor.series("machine_" + machine, "temperature").record(60 + wear + noise.nextGaussian());
            }
            page.waitForTimeout(20 + noise.nextInt(30));
        }
    }

    @ParameterizedTest
    @EnumSource(View.class)
    void wideAndLight(View view) {
        check(view, IN_DOCUMENTS, 1280, 860, ColorScheme.LIGHT);
    }

    @ParameterizedTest
    @EnumSource(View.class)
    void wideAndDark(View view) {
        check(view, "wide-dark", 1280, 860, ColorScheme.DARK);
    }

    @ParameterizedTest
    @EnumSource(View.class)
    void narrowAndLight(View view) {
        check(view, "narrow-light", 360, 740, ColorScheme.LIGHT);
    }

    @ParameterizedTest
    @EnumSource(View.class)
    void narrowAndDark(View view) {
        check(view, "narrow-dark", 360, 740, ColorScheme.DARK);
    }

    /** Fires alerts whose notifications a receiver accepts, another one defers, and a third one rejects. */
    private void fireNotified() {
        fixture.processor.addAlertRule(
                rule("too_hot", "Machine too hot", "temperature", 95, Severity.CRITICAL).toBuilder()
                        .actions("send_notification")
                        .build());
        fixture.processor.series("machine_2", "temperature").record(98);
        fixture.processor.series("machine_3", "temperature").record(97);
        fixture.flush();
    }

    private void check(View view, String name, int width, int height, ColorScheme scheme) {
        if (view == View.NOTIFICATIONS) {
            fireNotified();
        }
        try (PageFixture at = new PageFixture(browser, fixture, width, height, scheme)) {
            at.open(view.path).sees(view.text);
            assertThat(at.page.locator("#connection")).hasText("Live");
            if (view == View.ALERTS) {
                at.region("List").locator("a").first().click();
                at.region("Alert").locator("canvas").waitFor();
            }
            // wait for the second frame
            at.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))");
            assertThat(((Number) at.page.evaluate(SHIFT)).doubleValue())
                    .as("layout shift while data arrived")
                    .isLessThan(GOOD_SHIFT);
            String picture = view.name().toLowerCase(Locale.ROOT);
            at.shot(picture + "-" + name);
            if (Boolean.getBoolean(GeneratedBlock.UPDATE)
                    && name.equals(IN_DOCUMENTS)
                    && SHOWN_IN_DOCUMENTS.contains(view)) {
                feed(at.page, view == View.OVERVIEW ? Duration.ofSeconds(60) : Duration.ZERO);
                at.page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(picture + ".png")));
            }
            int wide = ((Number) at.page.evaluate("document.documentElement.scrollWidth")).intValue();
            assertThat(wide).as("width of the page").isLessThanOrEqualTo(width);
            Accessibility.check(at.page);
            at.isQuiet();
        }
    }
}
