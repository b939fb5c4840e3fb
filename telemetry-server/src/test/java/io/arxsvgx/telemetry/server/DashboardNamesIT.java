// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.arxsvgx.telemetry.rule.AlertRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of long names, names with control characters, many series, narrow windows, and paper. */
class DashboardNamesIT {
    private static final String LONG = "a".repeat(180);
    private static final String REVERSING = "sensor\u202e1";

    /** Returns the x coordinate of the first occurrence of a text within an element. */
    private static final String LEFT = "(element, wanted) => {"
            + "const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);"
            + "for (let node = walk.nextNode(); node; node = walk.nextNode()) {"
            + "  const at = node.data.indexOf(wanted);"
            + "  if (at >= 0) { const range = document.createRange(); range.setStart(node, at);"
            + "    range.setEnd(node, at + wanted.length); return range.getBoundingClientRect().left; }"
            + "} return -1; }";

    /** Returns the least width of the titles of list entries, in pixels. */
    private static final String TITLE_WIDTH =
            "Math.min(...[...document.querySelectorAll('.entry .first')].map(one => one.getBoundingClientRect().width))";

    @RegisterExtension
    private static final Browser browser = new Browser();

    private static PageFixture window(int width) {
        return new PageFixture(
                browser, new ServerFixture().config(PageFixture.quick()).start(), width, 800, ColorScheme.LIGHT);
    }

    private static AlertRule rule(String id, String name) {
        return AlertRule.builder(id)
                .name(name)
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 80.0)
                .build();
    }

    private static String board(String kind, String source) {
        return "{\"title\":\"Hall\",\"widgets\":[{\"kind\":\"" + kind
                + "\",\"title\":\"It\",\"width\":2,\"series\":[{\"source\":\"" + source + "\",\"type\":\"*\"}]}]}";
    }

    private static int width(PageFixture at) {
        return ((Number) at.page.evaluate("document.documentElement.scrollWidth")).intValue();
    }

    private static double left(Locator element, String text) {
        return ((Number) element.evaluate(LEFT, text)).doubleValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1024, 1440})
    void names_longAndUnbroken_staysWithinTheWindow(int width) {
        try (PageFixture at = window(width)) {
            at.fixture.processor.addAlertRule(rule("r_" + LONG, "Rule " + LONG));
            at.fixture.processor.series(LONG, "temperature").record(99);
            at.fixture.processor.series("b" + LONG, "temperature").record(20);
            at.fixture.flush();
            at.fixture.put("/boards/hall", board("table", "*").replace("Hall", LONG));
            at.fixture.put("/boards/top", board("top", "*"));
            at.fixture.put("/boards/line", board("line", "*"));
            String[] views = {
                "overview",
                "alerts",
                "rules",
                "rules/r_" + LONG,
                "boards",
                "boards/hall",
                "boards/top",
                "boards/line",
                "series?s=[[\"" + LONG + "\",\"temperature\"]]"
            };
            for (String view : views) {
                at.open(view).sees("aaaaaaa");
                assertThat(width(at)).as("width of %s", view).isLessThanOrEqualTo(width);
            }
            at.open("boards/hall").sees("aaaaaaa");
            Locator value = at.region("It").locator("td.number").first();
            assertThat(value).isInViewport();
            assertThat(((Number) value.evaluate("one => one.getBoundingClientRect().right")).intValue())
                    .as("right edge of the value")
                    .isLessThan(width);
            at.isQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1024})
    void widget_ofOneColumn_breaksNoWordAndKeepsItsButtonsInOneLine(int width) {
        try (PageFixture at = window(width)) {
            at.heat("machine_000");
            at.fixture.put("/boards/hall", board("table", "*").replace("\"width\":2", "\"width\":1"));
            at.open("boards/hall").sees("machine_000");
            assertThat(((Number)
                                    at.region("It")
                                            .locator("td bdi")
                                            .first()
                                            .evaluate(
                                                    "name => { const range = document.createRange();"
                                                            + "range.selectNodeContents(name); return range.getClientRects().length; }"))
                            .intValue())
                    .as("lines of the name")
                    .isEqualTo(1);
            at.button("Arrange").click();
            assertThat(((Number) at.page
                                    .locator(".widget-controls")
                                    .evaluate(
                                            "row => row.lastElementChild.offsetTop - row.firstElementChild.offsetTop"))
                            .intValue())
                    .as("distance of the first and the last button")
                    .isZero();
            at.isQuiet();
        }
    }

    @Test
    void titles_inANarrowWindow_haveRoom() {
        try (PageFixture at = window(360)) {
            at.fixture.processor.addAlertRule(rule("hot", "Temperature of the machine hall"));
            at.heat("sensor_1");
            for (String view : new String[] {"rules", "alerts", "overview"}) {
                at.open(view).sees("Temperature of the machine hall");
                assertThat(((Number) at.page.evaluate(TITLE_WIDTH)).doubleValue())
                        .as("width of a title on %s", view)
                        .isGreaterThan(200);
            }
            at.isQuiet();
        }
    }

    @Test
    void name_withAControlCharacter_doesNotReverseWhatFollows() {
        try (PageFixture at = window(1280)) {
            at.fixture.processor.addAlertRule(rule("hot", "High " + REVERSING));
            at.heat(REVERSING);
            at.fixture.put("/boards/hall", board("stat", "*"));
            at.open("series?s=[[\"" + REVERSING + "\",\"temperature\"]]");
            Locator chip = at.page.locator(".chip");
            assertThat(chip.locator("bdi")).hasCount(2);
            assertThat(left(chip, "temperature")).isGreaterThan(left(chip, "sensor"));
            Locator found = at.region("Find").locator(".result");
            assertThat(left(found, "temperature")).isGreaterThan(left(found, "sensor"));
            at.open("boards/hall").sees("temperature");
            Locator name = at.region("It").locator(".name");
            assertThat(left(name, "temperature")).isGreaterThan(left(name, "sensor"));
            at.open("alerts").sees("High");
            Locator series = at.region("List").locator(".second").first();
            assertThat(series.innerText()).contains("\u2068", "\u2069");
            at.isQuiet();
        }
    }

    @Test
    void lines_moreThanAChartShows_areNamedAndAllOthersHaveALegend() {
        try (PageFixture at = window(1440)) {
            for (int i = 1; i <= 12; i++) {
                at.heat("machine_" + i);
            }
            at.fixture.put("/boards/hall", board("line", "machine_*"));
            at.fixture.put(
                    "/boards/table",
                    board("table", "machine_*").replace("\"width\"", "\"options\":{\"limit\":5},\"width\""));
            at.open("boards/hall");
            assertThat(at.region("It")).containsText("8 of 12 series. Not shown: machine_");
            assertThat(at.region("It").locator(".u-legend .u-label")).hasCount(9);
            at.open("boards/table");
            assertThat(at.region("It")).containsText("5 of 12 series");
            at.isQuiet();
        }
    }

    @Test
    void series_moreThanTheServerSendsLive_areUpToDateToo() {
        try (PageFixture at = window(1280)) {
            StringBuilder widgets = new StringBuilder();
            for (int group = 1; group <= 9; group++) {
                for (int i = 1; i <= 8; i++) {
                    at.fixture
                            .processor
                            .series("g" + group + "_" + i, "pressure")
                            .record(1);
                }
                widgets.append(group == 1 ? "" : ",")
                        .append("{\"kind\":\"line\",\"title\":\"Group ")
                        .append(group)
                        .append("\",\"series\":[{\"source\":\"g")
                        .append(group)
                        .append("_*\",\"type\":\"pressure\"}]}");
            }
            at.fixture.flush();
            at.fixture.put("/boards/hall", "{\"title\":\"Hall\",\"widgets\":[" + widgets + "]}");
            at.open("boards/hall");
            assertThat(at.region("Group 9").locator(".u-legend")).containsText("g9_8 · pressure");
            at.fixture.processor.series("g9_8", "pressure").record(777);
            at.fixture.flush();
            assertThat(at.region("Group 9").locator(".u-legend")).containsText("777");
            at.isQuiet();
        }
    }

    @Test
    void pattern_seriesThatComesLater_isFound() {
        try (PageFixture at = window(1280)) {
            at.fixture.put("/boards/hall", board("stat", "late_*"));
            at.open("boards/hall");
            assertThat(at.region("It")).containsText("no matching series yet");
            at.heat("late_1");
            assertThat(at.region("It")).containsText("late_1");
            at.isQuiet();
        }
    }

    @Test
    void paper_showsTheContentInLightColorsOnly() {
        try (PageFixture at = new PageFixture(
                browser, new ServerFixture().config(PageFixture.quick()).start(), 1280, 800, ColorScheme.DARK)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.heat("sensor_1");
            at.open("rules").sees("High temperature");
            at.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            at.page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
            assertThat(at.page.locator("nav.side")).isHidden();
            assertThat(at.page.locator("#theme")).isHidden();
            assertThat(at.page.getByText("Add a rule")).isHidden();
            assertThat(at.region("Rules")).containsText("High temperature");
            assertThat(at.page.locator("html")).hasAttribute("data-theme", "light");
            at.page.evaluate("window.dispatchEvent(new Event('afterprint'))");
            assertThat(at.page.locator("html")).hasAttribute("data-theme", "dark");
            at.isQuiet();
        }
    }
}
