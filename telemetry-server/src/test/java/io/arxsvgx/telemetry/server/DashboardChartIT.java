// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetrySeries;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of what a chart draws and states: single values, gaps, spans, and evidence that is no longer in memory. */
class DashboardChartIT {
    /** Counts the pixels in the colour of the first line, in the columns around a time, or everywhere. */
    private static final String PIXELS = "(figure, time) => {"
            + "const canvas = figure.querySelector('canvas'), plot = figure.chart.plot;"
            + "const from = time ? Math.round(plot.valToPos(time, 'x', true)) - 2 : 0;"
            + "const data = canvas.getContext('2d').getImageData(from, 0, time ? 4 : canvas.width, canvas.height).data;"
            + "let count = 0;"
            + "for (let i = 0; i < data.length; i += 4) {"
            + "  count += data[i] === 0x2f && data[i + 1] === 0x5b && data[i + 2] === 0xd7 ? 1 : 0;"
            + "} return count; }";

    @RegisterExtension
    private static final Browser browser = new Browser();

    private static void record(PageFixture at, String source, Instant begin, int values) {
        TelemetrySeries series = at.fixture.processor.series(source, "temperature");
        for (int i = 0; i < values; i++) {
            series.record(50 + i % 7, begin.plusSeconds(i));
        }
        at.fixture.flush();
    }

    private static Locator chart(PageFixture at) {
        Locator chart = at.region("Chart").locator("figure").first();
        chart.locator("canvas").waitFor();
        return chart;
    }

    private static int pixels(Locator chart, Instant time) {
        Object seconds = time == null ? null : time.toEpochMilli() / 1e3;
        return ((Number) chart.evaluate(PIXELS, seconds)).intValue();
    }

    @Test
    void value_onlyOne_isAPoint() {
        try (PageFixture at = PageFixture.open(browser)) {
            record(at, "pump", Instant.now().minusSeconds(20), 1);
            at.open("series?s=[[\"pump\",\"temperature\"]]");
            Locator chart = chart(at);
            at.page.waitForCondition(() -> pixels(chart, null) > 10);
            at.button("All").click();
            at.page.waitForCondition(() -> pixels(chart, null) > 10);
            at.isQuiet();
        }
    }

    @Test
    void outage_isAGapThatIsStated() {
        try (PageFixture at = PageFixture.open(browser)) {
            Instant begin = Instant.now().minusSeconds(200);
            record(at, "pump", begin, 60);
            record(at, "pump", begin.plusSeconds(150), 40);
            at.open("series?s=[[\"pump\",\"temperature\"]]");
            Locator chart = chart(at);
            at.page.waitForCondition(() -> pixels(chart, begin.plusSeconds(30)) > 0);
            assertThat(pixels(chart, begin.plusSeconds(100)))
                    .as("within the gap")
                    .isZero();
            assertThat(pixels(chart, begin.plusSeconds(170))).isPositive();
            assertThat(chart.locator("figcaption"))
                    .containsText("1 gap without values, longer than 5 times the usual interval: 1 min 31 s");
            at.isQuiet();
        }
    }

    @Test
    void outage_besideAnotherSeries_isAGapToo() {
        try (PageFixture at = PageFixture.open(browser)) {
            Instant begin = Instant.now().minusSeconds(200);
            record(at, "pump", begin, 60);
            record(at, "pump", begin.plusSeconds(150), 40);
            record(at, "fan", begin.plusMillis(300), 190);
            at.open("series?s=[[\"pump\",\"temperature\"],[\"fan\",\"temperature\"]]");
            Locator chart = chart(at);
            at.page.waitForCondition(() -> pixels(chart, begin.plusSeconds(30)) > 0);
            for (int second = 65; second < 150; second += 10) {
                assertThat(pixels(chart, begin.plusSeconds(second)))
                        .as("within the gap")
                        .isZero();
            }
            at.button("1 min").click();
            at.page.waitForCondition(() -> pixels(chart, begin.plusSeconds(170)) > 0);
            assertThat(pixels(chart, begin.plusSeconds(145)))
                    .as("a gap that begins before the range")
                    .isZero();
            at.isQuiet();
        }
    }

    @Test
    void labels_ofMarks_stayWithinTheChart() {
        try (PageFixture at = new PageFixture(
                browser, new ServerFixture().config(PageFixture.quick()).start(), 360, 740, ColorScheme.LIGHT)) {
            at.page.addInitScript("window.labels = [];"
                    + "const write = CanvasRenderingContext2D.prototype.fillText;"
                    + "CanvasRenderingContext2D.prototype.fillText = function (words, x, y) {"
                    + "  if (words.startsWith('Temperature')) labels.push([words, x, x + this.measureText(words).width]);"
                    + "  return write.call(this, words, x, y); };");
            at.fixture.processor.addAlertRule(PageFixture.hot().toBuilder()
                    .name("Temperature of the machine in the hall behind the yard")
                    .build());
            at.heat("sensor_1");
            at.open("series?s=[[\"sensor_1\",\"temperature\"]]&span=60");
            Locator chart = chart(at);
            at.page.waitForCondition(() -> Boolean.TRUE.equals(at.page.evaluate("labels.length > 0")));
            assertThat((Boolean) chart.evaluate("figure => { const box = figure.chart.plot.bbox;"
                            + "return labels.every(([words, left, right]) => words.endsWith('…')"
                            + " && left >= box.left - 1 && right <= box.left + box.width + 1); }"))
                    .as("a label is shortened and within the chart")
                    .isTrue();
            at.isQuiet();
        }
    }

    @Test
    void series_thatEndedBeforeTheRange_hasNoValueInTheLegend() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.heat("pump");
            record(at, "old", Instant.now().minusSeconds(1_800), 60);
            at.open("series?s=[[\"pump\",\"temperature\"],[\"old\",\"temperature\"]]&span=60");
            Locator chart = chart(at);
            assertThat(chart.locator("figcaption")).containsText("old · temperature: no values since");
            Locator values = chart.locator(".u-legend .u-value");
            assertThat(values.nth(1)).hasText(Pattern.compile("[0-9]"));
            assertThat(values.nth(2)).hasText("–");
            at.button("All").click();
            assertThat(values.nth(2)).hasText(Pattern.compile("[0-9]"));
            assertThat(chart.locator("figcaption")).not().containsText("no values since");
            at.isQuiet();
        }
    }

    @Test
    void finger_thatScrollsThePage_doesNotZoom() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.heat("sensor_1");
            at.open("series?s=[[\"sensor_1\",\"temperature\"]]");
            Locator face = chart(at).locator(".u-over");
            BoundingBox box = face.boundingBox();
            double x = box.x + box.width / 2;
            double y = box.y + box.height / 2;
            CDPSession hand = at.page.context().newCDPSession(at.page);
            DashboardBrowserIT.touch(hand, "touchStart", y, x);
            for (int step = 1; step <= 5; step++) {
                DashboardBrowserIT.touch(hand, "touchMove", y - 20 * step, x + 4 * step);
            }
            DashboardBrowserIT.touch(hand, "touchEnd", y - 100);
            at.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))");
            assertThat(at.region("Chart").getByText("zoomed")).hasCount(0);
            at.isQuiet();
        }
    }

    @Test
    void widget_zoomed_staysZoomedUntilItIsReset() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.heat("sensor_1");
            at.fixture.put(
                    "/boards/hall",
                    "{\"title\":\"Hall\",\"widgets\":[{\"kind\":\"line\",\"width\":4,\"series\":"
                            + "[{\"source\":\"sensor_1\",\"type\":\"temperature\"}]}]}");
            at.open("boards/hall");
            Locator face = at.region("Line chart").locator(".u-over");
            face.press("+");
            String zoomed = at.region("Line chart").locator("figcaption").innerText();
            at.fixture.processor.series("sensor_1", "temperature").record(61);
            at.fixture.flush();
            at.sees("Zoomed.");
            assertThat(at.region("Line chart").locator("figcaption")).hasText(zoomed);
            face.press("0");
            assertThat(at.region("Line chart").getByText("Zoomed.")).isHidden();
            assertThat(at.region("Line chart").locator("figcaption")).not().hasText(zoomed);
            at.isQuiet();
        }
    }

    @Test
    void valuesWithoutAGap_areOneLine() {
        try (PageFixture at = PageFixture.open(browser)) {
            TelemetrySeries hourly = at.fixture.processor.series("meter", "energy");
            Instant begin = Instant.now().minusSeconds(10 * 3_600);
            for (int i = 0; i <= 10; i++) {
                hourly.record(i, begin.plusSeconds(3_600L * i));
            }
            at.fixture.flush();
            at.open("series?span=0&s=[[\"meter\",\"energy\"]]");
            Locator chart = chart(at);
            at.page.waitForCondition(() -> pixels(chart, begin.plusSeconds(5_400)) > 0);
            assertThat(chart.locator("figcaption")).not().containsText("gap");
            assertThat(chart.locator("figcaption")).containsText("(10 h)");
            at.isQuiet();
        }
    }

    @Test
    void spans_thatDiffer_areStated() {
        try (PageFixture at = PageFixture.open(browser)) {
            Instant now = Instant.now();
            record(at, "long", now.minusSeconds(280), 280);
            record(at, "short", now.minusSeconds(60), 60);
            at.open("series?s=[[\"long\",\"temperature\"],[\"short\",\"temperature\"]]");
            assertThat(chart(at).locator("figcaption"))
                    .containsText(
                            Pattern.compile("\\(5 min\\).*short · temperature: values from \\d\\d:\\d\\d:\\d\\d"));
            assertThat(chart(at).locator("figcaption")).not().containsText("long · temperature: values from 1");
            at.isQuiet();
        }
    }

    @Test
    void evidence_olderThanMemory_saysSoWithoutTimes() {
        try (PageFixture at = new PageFixture(
                browser,
                new ServerFixture()
                        .config(PageFixture.quick().maxHistorySize(64))
                        .start())) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            Instant begin = Instant.now().minusSeconds(3_600);
            at.fixture.processor.ingest(TelemetryEvent.builder()
                    .source("oven")
                    .type("temperature")
                    .value(99)
                    .timestamp(begin)
                    .build());
            at.fixture.flush();
            TelemetrySeries oven = at.fixture.processor.series("oven", "temperature");
            for (int i = 1; i <= 2_000; i++) {
                oven.record(20, begin.plusSeconds(i));
                if (i % 500 == 0) {
                    at.fixture.flush();
                }
            }
            at.open("alerts");
            at.region("List").getByRole(AriaRole.LINK).first().click();
            Locator alert = at.region("Alert");
            assertThat(alert).containsText("The values of that time are no longer in memory.");
            Locator chart = alert.getByLabel(Pattern.compile("by their order"));
            assertThat(chart.locator("canvas")).isVisible();
            assertThat(chart.locator("figcaption")).isEmpty();
            Accessibility.check(at.page);
            at.isQuiet();
        }
    }
}
