// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Combination;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of labels on the page: they identify series, filter and group them, and rules match, group and combine by them. */
class DashboardLabelsIT {
    private static final String LONG = "/api/orders/history/of/a/customer/with/a/very/long/name";

    @RegisterExtension
    private static final Browser browser = new Browser();

    private static AlertRule total() {
        return AlertRule.builder("total_load")
                .name("Total load")
                .condition("threshold")
                .parameter("field", "load")
                .parameter("operator", ">")
                .parameter("value", 100.0)
                .severity(Severity.CRITICAL)
                .match("uri", "/*")
                .by("region")
                .combine(Combination.SUM)
                .build();
    }

    private static void record(PageFixture at, String type, double value, Map<String, String> labels) {
        TelemetrySeries series = at.fixture.processor.series("api", type, labels);
        Instant begin = Instant.now().minusSeconds(30);
        for (int i = 0; i <= 30; i++) {
            series.record(value + i % 3, begin.plusSeconds(i));
        }
        at.fixture.flush();
    }

    /** Records the load of four series, of which those of one region are together above the limit. */
    private static void load(PageFixture at) {
        record(at, "load", 70, Map.of("uri", "/a", "region", "eu"));
        record(at, "load", 60, Map.of("uri", "/b", "region", "eu"));
        record(at, "load", 10, Map.of("uri", "/a", "region", "us"));
        record(at, "load", 5, Map.of("uri", LONG, "region", "us"));
    }

    private static Locator results(PageFixture at) {
        return at.region("Find").locator(".result");
    }

    private static Locator chips(Locator place) {
        return place.locator(".label-chip");
    }

    private static PageFixture window(int width) {
        ServerFixture fixture = new ServerFixture().config(PageFixture.quick()).start();
        return new PageFixture(browser, fixture, width, 800, width < 500 ? ColorScheme.DARK : ColorScheme.LIGHT);
    }

    private static int width(PageFixture at) {
        return ((Number) at.page.evaluate("document.documentElement.scrollWidth")).intValue();
    }

    @Test
    void explorer_chipsFiltersGroupsAndCardinality_areOfTheSeries() {
        try (PageFixture at = window(1280)) {
            load(at);
            at.open("series");
            assertThat(results(at)).hasCount(4);
            assertThat(chips(results(at).first())).hasText(new String[] {"region=eu", "uri=/a"});
            chips(results(at).first()).first().click();
            assertThat(results(at)).hasCount(2);
            assertThat(at.page).hasURL(Pattern.compile("label\\.region=eu"));
            at.page.reload();
            assertThat(results(at)).hasCount(2);

            results(at).nth(0).click();
            results(at).nth(1).click();
            assertThat(at.region("Chart").locator(".chip")).hasCount(2);
            assertThat(at.region("Chart").locator(".u-legend")).containsText("{region=eu, uri=/b}");
            at.sees("62 values loaded");
            at.fixture
                    .processor
                    .series("api", "load", Map.of("region", "eu", "uri", "/b"))
                    .record(61);
            at.sees("63 values loaded");

            at.button("Remove the filter region=eu").click();
            assertThat(results(at)).hasCount(4);
            at.label("Label").fill("uri=/a");
            at.page.keyboard().press("Enter");
            assertThat(results(at)).hasCount(2);
            at.button("Remove the filter uri=/a").click();
            at.label("Group by").selectOption("region");
            assertThat(at.region("Find").locator("h2"))
                    .hasText(new String[] {"region = eu 2 series", "region = us 2 series"});
            assertThat(at.page).hasURL(Pattern.compile("group=region"));
            Accessibility.check(at.page);
            at.shot("labels-explorer");

            Locator part = at.region("Cardinality");
            assertThat(part).containsText("4 series of at most");
            assertThat(at.region("Series by type").locator("tbody tr")).hasText(new String[] {"load4"});
            assertThat(at.region("Values by label").locator("tbody tr")).hasText(new String[] {"uri3", "region2"});
            part.getByRole(AriaRole.BUTTON, PageFixture.named("uri")).click();
            assertThat(at.region("Find").locator("h2")).hasCount(3);
            at.isQuiet();
        }
    }

    @Test
    void link_toASeriesWithLabelsOrWithout_showsItOrAllThatMatch() {
        try (PageFixture at = window(1280)) {
            load(at);
            record(at, "plain", 1, Map.of());
            at.open("series?source=api&type=load&label.region=eu&label.uri=/b");
            Locator chart = at.region("Chart").locator(".chip");
            assertThat(chart).hasCount(1);
            assertThat(chart).containsText("uri=/b");
            at.open("overview").open("series?source=api&type=load");
            assertThat(chart).hasCount(4);
            at.open("overview").open("series?s=[[\"api\",\"plain\"]]");
            assertThat(chart).hasCount(1);
            at.sees("31 values loaded");
            at.isQuiet();
        }
    }

    @Test
    void alert_ofAStream_hasItsLabelsItsChartAndItsSilence() {
        try (PageFixture at = window(1280)) {
            at.fixture.processor.addAlertRule(total());
            at.fixture.processor.addAlertRule(PageFixture.hot());
            load(at);
            record(at, "temperature", 90, Map.of("room", "1"));
            at.open("alerts");
            Locator entries = at.region("List").locator("li a");
            assertThat(entries).hasCount(2);
            at.label("Group by").selectOption("room");
            assertThat(at.region("List").locator("h2"))
                    .hasText(new String[] {"room = 1 1 alert", "Without room 1 alert"});
            chips(entries).getByText("region=eu").click();
            assertThat(entries).hasCount(1);
            assertThat(at.page).hasURL(Pattern.compile("label\\.region=eu"));
            entries.first().click();
            Locator alert = at.region("Alert");
            assertThat(chips(alert)).hasText(new String[] {"region=eu"});
            assertThat(alert)
                    .containsText("Series with uri = /*; one stream for each region: the sum of the newest values.");
            Locator chart = alert.locator("figure");
            assertThat(chart).hasAttribute("aria-label", Pattern.compile("api · load \\{region=eu\\}"));
            assertThat(alert).not().containsText("no longer in memory");
            // the stream is the sum, above each of its series
            Object most = chart.evaluate("figure => Math.max(...figure.chart.data[1])");
            assertThat(((Number) most).doubleValue()).isBetween(130.0, 140.0);
            Accessibility.check(at.page);
            at.shot("labels-alert");

            alert.getByRole(AriaRole.BUTTON, PageFixture.named("Silence …")).click();
            assertThat(at.label("Series with: label")).hasValue("region");
            assertThat(at.label("Series with: pattern")).hasValue("eu");
            at.label("Who").fill("Ada");
            at.dialog().getByRole(AriaRole.BUTTON, PageFixture.named("Silence")).click();
            assertThat(chips(at.region("Silences"))).hasText("region=eu");
            JsonNode silence = at.fixture.get("/silences").json().get(0);
            assertThat(silence.path("matchers").path("labels.region").asText()).isEqualTo("eu");
            at.isQuiet();
        }
    }

    @Test
    void ruleForm_matchByAndCombine_areSavedAndShownAgain() {
        try (PageFixture at = window(1280)) {
            load(at);
            at.open("rules?new");
            at.label("Id").fill("total");
            at.label("Field").fill("load");
            at.label("Value").fill("100");
            at.button("Add a label").click();
            at.label("Series with: label").fill("uri");
            at.label("Series with: pattern").fill("/*");
            at.label("Evaluate").selectOption("by");
            at.button("Save").click();
            assertThat(at.label("By labels")).hasAttribute("aria-invalid", "true");
            at.label("By labels").fill("region");
            at.label("A stream is").selectOption("sum");
            at.button("Try it over the recent history").click();
            assertThat(at.region("Trial")).containsText("It would have fired 1 time on 1 stream");
            assertThat(at.region("Trial").locator(".u-legend")).containsText("{region=eu, uri=/b}");
            Accessibility.check(at.page);
            at.shot("labels-rule");
            at.button("Save").click();
            at.sees("Series with uri = /*; one stream for each region: the sum of the newest values.");
            JsonNode rule = at.fixture.get("/rules/total").json();
            assertThat(rule.path("match").toString()).isEqualTo("{\"uri\":\"/*\"}");
            assertThat(rule.path("by").toString()).isEqualTo("[\"region\"]");
            assertThat(rule.path("combine").asText()).isEqualTo("sum");

            at.open("rules/total");
            assertThat(at.label("Series with: pattern")).hasValue("/*");
            assertThat(at.label("By labels")).hasValue("region");
            assertThat(at.label("A stream is")).hasValue("sum");
            at.label("Evaluate").selectOption("all");
            at.button("Series with: remove").click();
            at.button("Save").click();
            at.sees("One stream of all series of a source: the sum of the newest values.");
            rule = at.fixture.get("/rules/total").json();
            assertThat(rule.has("match")).isFalse();
            assertThat(rule.path("by")).isEmpty();
            at.isQuiet();
        }
    }

    @Test
    void board_seriesWithLabels_isApartAndOneWithoutStandsForAll() {
        try (PageFixture at = window(1280)) {
            load(at);
            String widget =
                    "{\"kind\":\"%s\",\"title\":\"%s\",\"width\":2,\"series\":[{\"source\":\"api\",\"type\":\"load\"%s}]}";
            at.fixture.put(
                    "/boards/api",
                    "{\"title\":\"Api\",\"widgets\":["
                            + widget.formatted("stat", "One", ",\"labels\":{\"region\":\"eu\",\"uri\":\"/b\"}") + ","
                            + widget.formatted("table", "All", "") + ","
                            + widget.formatted("line", "Europe", ",\"labels\":{\"region\":\"e*\"}") + "]}");
            at.open("boards/api");
            assertThat(chips(at.region("One"))).hasText(new String[] {"region=eu", "uri=/b"});
            assertThat(at.region("One")).containsText("31 values");
            assertThat(at.region("All").locator("tbody tr")).hasCount(4);
            assertThat(at.region("Europe").locator(".u-legend .u-series")).hasCount(3);
            Accessibility.check(at.page);
            at.shot("labels-board");
            at.isQuiet();
        }
    }

    @Test
    void phone_chips_wrapWithoutHorizontalScroll() {
        try (PageFixture at = window(360)) {
            at.fixture.processor.addAlertRule(total());
            load(at);
            at.open("series?source=api&type=load&label.uri=" + LONG);
            assertThat(at.region("Chart").locator(".chip")).hasCount(1);
            assertThat(results(at)).hasCount(4);
            assertThat(chips(results(at).last()).last()).hasAttribute("title", "uri=" + LONG);
            assertThat(width(at)).isLessThanOrEqualTo(360);
            Accessibility.check(at.page);
            at.shot("labels-phone");
            at.open("alerts");
            at.region("List").locator("li a").first().click();
            assertThat(chips(at.region("Alert"))).hasCount(1);
            assertThat(width(at)).isLessThanOrEqualTo(360);
            at.open("rules/total_load");
            assertThat(at.label("By labels")).hasValue("region");
            assertThat(width(at)).isLessThanOrEqualTo(360);
            at.isQuiet();
        }
    }
}
