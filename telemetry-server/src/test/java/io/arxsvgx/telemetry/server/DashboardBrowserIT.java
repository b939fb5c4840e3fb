// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a person uses it, in a real browser, on a real server with real events. */
class DashboardBrowserIT {
    private static Browser browser;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
        PlaywrightAssertions.setDefaultAssertionTimeout((double) ServerFixture.LONG.toMillis());
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private static PageFixture page() {
        return new PageFixture(browser, ServerFixture.create(quick()));
    }

    private static TelemetryConfig.Builder quick() {
        return TelemetryConfig.builder().processingInterval(Duration.ofMillis(200));
    }

    private static AlertRule hot() {
        return AlertRule.builder("high_temperature")
                .name("High temperature")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 80.0)
                .severity(Severity.CRITICAL)
                .actions("log_alert")
                .build();
    }

    /** A minute of temperatures that end in a breach, once a second up to now. */
    private static void heat(TelemetryProcessor processor, String source) {
        TelemetrySeries series = processor.series(source, "temperature");
        Instant begin = Instant.now().minusSeconds(60);
        for (int i = 0; i <= 60; i++) {
            series.record(60 + 5 * Math.sin(i / 5.0) + (i > 45 ? 30 : 0), begin.plusSeconds(i));
        }
        assertThat(processor.flush(ServerFixture.LONG)).isTrue();
    }

    @Test
    void overview_noEvents_showsHowToSendOne() {
        try (PageFixture at = page()) {
            at.open("overview").sees("No events yet");
            at.sees("curl -X POST");
            at.fixture.processor.ingest(TelemetryEvent.of("sensor_1", "temperature", 21.5));
            assertThat(at.page.getByText("No events yet")).isHidden();
            at.isQuiet();
        }
    }

    @Test
    void overview_events_showsStatusFiguresAndWhatFires() {
        try (PageFixture at = page()) {
            at.fixture.processor.addAlertRule(hot());
            heat(at.fixture.processor, "sensor_1");
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
    void alerts_opened_showEvidenceAndTakeAnAcknowledgementAndASilence() {
        try (PageFixture at = page()) {
            at.fixture.processor.addAlertRule(hot());
            heat(at.fixture.processor, "sensor_1");
            at.open("alerts");
            at.region("List").getByRole(AriaRole.LINK).first().click();
            Locator alert = at.region("Alert");
            assertThat(alert).containsText("> 80");
            assertThat(alert).containsText("temperature > 80.");
            assertThat(alert.locator("canvas")).isVisible();
            assertThat(alert.locator(".steps li").first()).isVisible();

            at.button("Acknowledge").click();
            at.label("Who").fill("Ada");
            at.label("Note").fill("fan replaced");
            at.dialog().getByRole(AriaRole.BUTTON, named("Acknowledge")).click();
            assertThat(alert).containsText("by Ada: fan replaced");

            alert.getByRole(AriaRole.BUTTON, named("Silence …")).click();
            assertThat(at.dialog().getByLabel("Source")).hasValue("sensor_1");
            at.dialog().getByRole(AriaRole.BUTTON, named("Silence")).click();
            assertThat(at.region("Silences")).containsText("by Ada");
            assertThat(at.region("List")).containsText("silenced");
            at.region("Silences").getByRole(AriaRole.BUTTON, named("End now")).click();
            assertThat(at.page.getByText("End now")).hasCount(0);
            at.isQuiet();
        }
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    void alerts_fireWhileOneLooks_comeAndResolveLive() {
        try (PageFixture at = page()) {
            at.fixture.processor.addAlertRule(hot());
            at.open("alerts").sees("No alert has fired so far.");
            at.fixture.processor.ingest(TelemetryEvent.of("oven", "temperature", 99));
            assertThat(at.region("List").locator(".pill.firing")).isVisible();
            at.fixture.processor.ingest(TelemetryEvent.of("oven", "temperature", 20));
            assertThat(at.region("List").locator(".pill.resolved")).isVisible();
            at.isQuiet();
        }
    }

    @Test
    void alerts_ofARuleThatLearns_takeTheWordThatTheyWereNone() {
        try (PageFixture at = page()) {
            at.fixture.processor.addAlertRule(AlertRule.builder("odd")
                    .condition("anomaly")
                    .parameter("field", "temperature")
                    .build());
            Instant begin = Instant.now().minusSeconds(1_000);
            TelemetrySeries room = at.fixture.processor.series("room", "temperature");
            for (int i = 0; i < 1_000; i++) {
                room.record(i % 2 == 0 ? 69 : 71, begin.plusSeconds(i));
            }
            room.record(95);
            at.fixture.flush();
            at.open("alerts");
            at.region("List").getByRole(AriaRole.LINK).first().click();
            at.button("Not an anomaly").click();
            at.label("Who").fill("Ada");
            at.button("Tell the rule").click();
            assertThat(at.region("Alert")).containsText("by Ada: not an anomaly");
            assertThat(at.button("An anomaly after all")).isVisible();
            at.isQuiet();
        }
    }

    @Test
    void alerts_many_areFilteredAndPaged() {
        try (PageFixture at = page()) {
            at.fixture.processor.addAlertRule(hot());
            for (int i = 0; i < 5_000; i++) {
                at.fixture.processor.series("sensor_" + i, "temperature").record(90);
                if (i % 500 == 0) {
                    at.fixture.flush();
                }
            }
            at.fixture.flush();
            at.open("alerts");
            assertThat(at.region("List").locator("li")).hasCount(100);
            at.button("Show older ones").click();
            assertThat(at.region("List").locator("li")).hasCount(200);
            at.label("Text").fill("sensor_4321");
            assertThat(at.region("List").locator("li")).hasCount(1);
            at.label("Text").fill("");
            at.label("Source").fill("sensor_17");
            assertThat(at.region("List").locator("li")).hasCount(1);
            at.label("State").selectOption("resolved");
            at.sees("No alert matches.");
            assertThat(at.page).hasURL(Pattern.compile("state=resolved"));
            at.isQuiet();
        }
    }

    @Test
    void series_amongTenThousand_areFoundAsOneTypesAndFollowLive() {
        TelemetryConfig.Builder config = quick().bufferSize(20_000).maxHistorySize(500_000);
        try (PageFixture at = new PageFixture(browser, ServerFixture.create(config, ServerSettings.defaults()))) {
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
            at.button("Go on").click();
            assertThat(at.region("Chart").getByRole(AriaRole.STATUS)).not().containsText("aused");
            at.page.reload();
            assertThat(at.page.locator(".chip")).hasCount(2);
            at.isQuiet();
        }
    }

    @Test
    void series_chart_zoomsAndPansByMouseAndKeys() {
        try (PageFixture at = page()) {
            at.fixture.processor.addAlertRule(hot());
            heat(at.fixture.processor, "sensor_1");
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
    void rules_draft_isCheckedTriedSavedDisabledAndRemoved() {
        try (PageFixture at = page()) {
            heat(at.fixture.processor, "sensor_1");
            at.open("rules").sees("No rules yet.");
            at.link("Add a rule").click();
            at.label("Id").fill("too_hot");
            at.label("Field (optional)").or(at.label("Field")).first().fill("temperature");
            at.label("Operator").selectOption(">");
            at.label("Value").fill("eighty");
            assertThat(at.label("Value")).hasAttribute("aria-invalid", "true");
            at.label("Value").fill("80");
            assertThat(at.label("Value")).not().hasAttribute("aria-invalid", "true");
            at.button("Try it over the recent history").click();
            assertThat(at.region("Trial")).containsText("It would have fired 1 time");
            assertThat(at.region("Trial").locator("canvas")).isVisible();
            assertThat(at.fixture.processor.alertRules()).isEmpty();

            at.button("Save").click();
            assertThat(at.region("Rules")).containsText("too_hot");
            assertThat(at.region("Rules")).containsText("1 series");
            at.fixture.processor.ingest(TelemetryEvent.of("sensor_1", "temperature", 99));
            assertThat(at.region("Rules")).containsText("1 firing");

            at.button("Disable").click();
            assertThat(at.region("Rules")).containsText("disabled");
            assertThat(at.fixture.processor.alertRules().get(0).enabled()).isFalse();
            at.button("Enable").click();
            assertThat(at.region("Rules").getByText("disabled")).hasCount(0);

            at.link("Edit").click();
            at.label("Value").fill("120");
            at.button("Save").click();
            assertThat(at.region("Rules")).containsText("> 120");
            at.button("Remove").click();
            at.dialog().getByRole(AriaRole.BUTTON, named("Remove")).click();
            at.sees("No rules yet.");
            assertThat(at.fixture.processor.alertRules()).isEmpty();
            at.forgive(); // the answers 400 of the checks are written to the console by the browser itself
        }
    }

    @Test
    void boards_widgets_areArrangedKeptAndShared(@TempDir Path folder) {
        ServerSettings settings =
                ServerSettings.builder().boards(folder.resolve("boards.json")).build();
        try (PageFixture at = new PageFixture(browser, ServerFixture.create(quick(), settings))) {
            at.fixture.processor.addAlertRule(hot());
            heat(at.fixture.processor, "sensor_1");
            at.open("boards");
            at.button("New board").click();
            at.label("Title").fill("Kitchen");
            at.button("Create").click();
            at.sees("An empty board.");
            for (String kind : new String[] {"stat", "line", "gauge", "top", "alerts", "table"}) {
                at.button("Add a widget").click();
                at.label("Kind").selectOption(kind);
                at.label("Title").fill("My " + kind);
                at.dialog().locator(".result").first().click();
                at.button("Done").click();
                assertThat(at.region("My " + kind)).isVisible();
            }
            assertThat(at.region("My stat")).containsText("sensor_1");
            assertThat(at.region("My line").locator("canvas")).isVisible();
            assertThat(at.region("My alerts")).containsText("High temperature");
            at.button("Move earlier My table").click();
            at.button("Wider My stat").click();
            at.sees("Saved");
            at.page.reload();
            assertThat(at.page.locator(".widget").nth(4)).containsText("My table");
            assertThat(at.region("My stat")).hasAttribute("data-width", "3");

            at.button("Copy link with contents").click();
            assertThat(at.button("Copied")).isVisible();
            String link = (String) at.page.evaluate("navigator.clipboard.readText()");
            at.page.navigate("about:blank");
            at.page.navigate(link);
            assertThat(at.region("My gauge")).isVisible();
            assertThat(at.button("Keep it on the server")).isVisible();
            at.isQuiet();
        }
    }

    @Test
    void connection_serverGone_saysSoAndCatchesUpWithoutAReload() {
        try (PageFixture at = page()) {
            at.fixture.processor.addAlertRule(hot());
            at.open("alerts").sees("No alert has fired so far.");
            assertThat(at.page.locator("#connection")).hasText("Live");
            int port = at.fixture.server.dashboardPort();
            at.fixture.server.stop();
            assertThat(at.page.locator("#connection")).hasText("Not connected");
            at.sees("What is shown is from");
            at.fixture.processor.ingest(TelemetryEvent.of("oven", "temperature", 99));
            at.fixture.flush();
            TelemetryConfig same = quick().enableHttp(false)
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
    void connection_lagged_isSaid() {
        try (PageFixture at = page()) {
            at.page.routeWebSocket(Pattern.compile("/ws$"), socket -> {
                var server = socket.connectToServer();
                socket.onMessage(frame -> server.send(frame.text()));
                server.onMessage(frame -> {
                    socket.send("{\"type\":\"lagged\",\"missed\":7}");
                    socket.send(frame.text());
                });
            });
            at.open("overview").sees("7 messages were left out");
            assertThat(at.page.locator("#connection")).hasText("Live, behind");
        }
    }

    @Test
    void token_isAskedForAndKeptForTheSessionOnly() {
        ServerSettings settings = ServerSettings.builder().apiToken("secret").build();
        try (PageFixture at = new PageFixture(browser, ServerFixture.create(quick(), settings))) {
            at.page.navigate(at.url("#/overview"));
            at.label("Token").fill("wrong");
            at.button("Go on").click();
            at.sees("The server did not take the token.");
            at.label("Token").fill("secret");
            at.button("Go on").click();
            at.sees("No events yet");
            assertThat(at.page.locator("#connection")).hasText("Live");
            assertThat(at.page.evaluate("localStorage.length + sessionStorage.getItem('telemetry-token')"))
                    .isEqualTo("0secret");
            at.forgive(); // answers 401
        }
    }

    @Test
    void keyboard_alone_reachesContentAndViews() {
        try (PageFixture at = page()) {
            heat(at.fixture.processor, "sensor_1");
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
        try (PageFixture at = page()) {
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
