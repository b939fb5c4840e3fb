// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of the page in a real browser, on a real server with real events. */
class DashboardBrowserIT {
    @RegisterExtension
    private static final Browser browser = new Browser();

    @Test
    void overview_noEvents_showsHowToSendOne() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("overview").sees("No events yet");
            at.sees("curl -X POST");
            at.fixture.processor.ingest(TelemetryEvent.of("sensor_1", "temperature", 21.5));
            assertThat(at.page.getByText("No events yet")).isHidden();
            at.isQuiet();
        }
    }

    @Test
    void overview_events_showsStatusFiguresAndWhatFires() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.heat("sensor_1");
            at.open("overview");
            assertThat(at.page.locator("#status")).containsText("Critical: ");
            assertThat(at.page.locator("#connection")).hasText("Live");
            assertThat(at.region("Firing now")).containsText("High temperature");
            assertThat(at.region("Events")).containsText("61 in all");
            assertThat(at.region("Buffer in use")).containsText("wait");
            assertThat(at.region("Events").locator("canvas")).isVisible();
            at.isQuiet();
        }
    }

    @Test
    void series_amongTenThousand_areFoundAsOneTypesAndFollowLive() {
        TelemetryConfig.Builder config = PageFixture.quick().bufferSize(20_000).maxHistorySize(500_000);
        try (PageFixture at =
                new PageFixture(browser, new ServerFixture().config(config).start())) {
            TelemetryProcessor processor = at.fixture.processor;
            for (int i = 0; i < 10_000; i++) {
                processor.series("machine_" + i, "pressure").record(i);
            }
            at.fixture.flush();
            at.open("series");
            at.label("Find a series").fill("9876 press");
            Locator found = at.region("Find").locator(".result");
            assertThat(found).hasCount(1);
            found.click();
            assertThat(at.page.locator(".chip")).containsText("machine_9876 · pressure");
            at.label("Find a series").fill("machine_1234");
            at.region("Find").getByText("machine_1234 · pressure").click();
            assertThat(at.page.locator(".chip")).hasCount(2);
            for (int i = 0; i < 50; i++) {
                processor.series("machine_9876", "pressure").record(100 + i);
            }
            at.fixture.flush();
            assertThat(at.region("Chart").getByRole(AriaRole.STATUS)).containsText(Pattern.compile("[1-9]\\d+ values"));
            at.button("Pause").click();
            assertThat(at.region("Chart").getByRole(AriaRole.STATUS)).containsText("Paused");
            at.button("Resume").click();
            assertThat(at.region("Chart").getByRole(AriaRole.STATUS)).not().containsText("aused");
            at.page.reload();
            assertThat(at.page.locator(".chip")).hasCount(2);
            at.isQuiet();
        }
    }

    @Test
    void series_chart_zoomsAndPansByMouseAndKeys() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.heat("sensor_1");
            at.open("series?s=" + "[[\"sensor_1\",\"temperature\"]]");
            Locator face = at.region("Chart").locator(".u-over");
            face.waitFor();
            assertThat(at.region("Rules")).containsText("High temperature");
            face.hover();
            at.page.mouse().down();
            at.page.mouse().move(700, 400);
            at.page.mouse().up();
            at.sees("zoomed");
            face.dblclick();
            assertThat(at.region("Chart").getByText("zoomed")).hasCount(0);
            face.press("+");
            at.sees("zoomed");
            face.press("ArrowLeft");
            face.press("0");
            assertThat(at.region("Chart").getByText("zoomed")).hasCount(0);
            at.isQuiet();
        }
    }

    @Test
    void series_withAnAdaptiveRule_showsHowUnusualItsValuesAre() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.series("plain", "pressure").record(1);
            at.fixture.processor.addAlertRule(AlertRule.builder("odd")
                    .name("Odd temperature")
                    .condition("anomaly")
                    .parameter("field", "temperature")
                    .build());
            for (int i = 0; i < 400; i++) {
                at.fixture.processor.series("oven", "temperature").record(i == 390 ? 900 : 70 + i % 3);
            }
            at.fixture.flush();
            at.open("series?s=" + "[[\"oven\",\"temperature\"]]");
            Locator strip = at.region("Chart").getByLabel("Anomaly score of the values, from 0 to 1");
            assertThat(strip.locator("canvas")).isVisible();
            assertThat(at.region("Rules")).containsText("Odd temperature");
            at.open("series?s=" + "[[\"plain\",\"pressure\"]]");
            assertThat(at.page.locator(".chip")).containsText("plain");
            assertThat(strip.locator("canvas")).isHidden();
            at.isQuiet();
        }
    }

    @Test
    void series_chart_pansAndZoomsByTouch() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.heat("sensor_1");
            at.open("series?s=" + "[[\"sensor_1\",\"temperature\"]]");
            Locator face = at.region("Chart").locator(".u-over");
            face.waitFor();
            BoundingBox box = face.boundingBox();
            double y = box.y + box.height / 2;
            double middle = box.x + box.width / 2;
            CDPSession hand = at.page.context().newCDPSession(at.page);
            touch(hand, "touchStart", y, middle - 40, middle + 40);
            touch(hand, "touchMove", y, middle - 160, middle + 160);
            touch(hand, "touchEnd", y);
            at.sees("zoomed");
            face.dblclick();
            assertThat(at.region("Chart").getByText("zoomed")).hasCount(0);
            touch(hand, "touchStart", y, middle);
            touch(hand, "touchMove", y, middle + 100);
            touch(hand, "touchEnd", y);
            at.sees("zoomed");
            at.isQuiet();
        }
    }

    static void touch(CDPSession hand, String type, double y, double... xs) {
        JsonArray points = new JsonArray();
        for (double x : xs) {
            JsonObject point = new JsonObject();
            point.addProperty("x", x);
            point.addProperty("y", y);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        hand.send("Input.dispatchTouchEvent", event);
    }

    @Test
    void connection_serverGone_saysSoAndCatchesUpWithoutAReload() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.open("alerts").sees("No alert has fired so far.");
            assertThat(at.page.locator("#connection")).hasText("Live");
            int port = at.fixture.server.dashboardPort();
            at.fixture.server.stop();
            assertThat(at.page.locator("#connection")).hasText("Not connected");
            at.sees("The data shown is from");
            at.fixture.processor.ingest(TelemetryEvent.of("oven", "temperature", 99));
            at.fixture.flush();
            TelemetryConfig same = PageFixture.quick()
                    .enableHttp(false)
                    .enableWebSocket(false)
                    .dashboardPort(port)
                    .build();
            try (RealtimeTelemetryServer again = RealtimeTelemetryServer.create(at.fixture.processor, same)) {
                again.start();
                assertThat(at.page.locator("#connection")).hasText("Live");
                assertThat(at.region("List").locator(".pill.firing")).isVisible();
                assertThat(at.page.locator("#old-data")).hasCount(0);
            }
        }
    }

    @Test
    void connection_pageThatDoesNotRead_saysHowMuchWasLeftOut() {
        ServerSettings.Builder small = ServerSettings.builder().maxOutbox(100);
        try (PageFixture at = new PageFixture(
                browser,
                new ServerFixture().config(PageFixture.quick()).settings(small).start())) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.open("alerts").sees("No alert has fired so far.");
            assertThat(at.page.locator("#connection")).hasText("Live");
            at.page.evaluate("window.held = true; setTimeout(() => { while (window.held) {"
                    + " const asked = new XMLHttpRequest(); asked.open('GET', '/api/series?source=enough', false);"
                    + " asked.send(); window.held = asked.responseText.length < 3; } })");
            for (int i = 0; i < 20_000; i++) {
                at.fixture.processor.series("oven_" + i, "temperature").record(99);
                if (i % 500 == 0) {
                    at.fixture.flush();
                }
            }
            at.fixture.flush();
            at.fixture.processor.series("enough", "pressure").record(1);
            at.fixture.flush();
            at.page.getByText(Pattern.compile("\\d messages dropped")).waitFor();
            assertThat(at.page.locator("#connection")).hasText("Live, behind");
            assertThat(at.page.locator("#notices .notice")).hasCount(1);
            assertThat(at.region("List").locator("li")).hasCount(100);
        }
    }

    @Test
    void token_isAskedForAndKeptForTheSessionOnly() {
        ServerSettings.Builder settings = ServerSettings.builder().apiToken("secret");
        try (PageFixture at = new PageFixture(
                browser,
                new ServerFixture()
                        .config(PageFixture.quick())
                        .settings(settings)
                        .start())) {
            at.page.navigate(at.url("#/overview"));
            at.label("Token").fill("wrong");
            at.button("Continue").click();
            at.sees("The server rejected the token.");
            at.label("Token").fill("secret");
            at.button("Continue").click();
            at.sees("No events yet");
            assertThat(at.page.locator("#connection")).hasText("Live");
            assertThat(at.page.evaluate("localStorage.length + sessionStorage.getItem('telemetry-token')"))
                    .isEqualTo("0secret");
            at.forgive(); // answers 401
        }
    }

    @Test
    void keyboard_alone_reachesContentAndViews() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.heat("sensor_1");
            at.open("overview");
            at.page.keyboard().press("Tab");
            at.page.keyboard().press("Enter");
            assertThat(at.page.locator("main")).isFocused();
            at.link("Rules").focus();
            at.page.keyboard().press("Enter");
            assertThat(at.page.getByRole(
                            AriaRole.HEADING,
                            new Page.GetByRoleOptions().setName("Rules").setLevel(1)))
                    .isVisible();
            assertThat(at.page.locator("main")).isFocused();
            at.isQuiet();
        }
    }

    @Test
    void theme_switch_isRemembered() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("overview");
            at.button("Theme: system").click();
            at.button("Theme: light").click();
            assertThat(at.page.locator("html")).hasAttribute("data-theme", "dark");
            at.page.reload();
            assertThat(at.page.locator("html")).hasAttribute("data-theme", "dark");
            at.isQuiet();
        }
    }
}
