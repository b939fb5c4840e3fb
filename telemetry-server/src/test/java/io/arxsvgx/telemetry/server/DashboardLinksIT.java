// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.arxsvgx.telemetry.TelemetryConfig;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of links that lead nowhere, of a server that was away, and of the token. */
class DashboardLinksIT {
    @RegisterExtension
    private static final Browser browser = new Browser();

    private static Locator fault(PageFixture at) {
        return at.page.locator("main").getByRole(AriaRole.ALERT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts/%E0%A4%A", "nowhere", "constructor", "boards/%", "rules/hot/more", "boards/a%2Fb"})
    void link_malformed_isExplained(String path) {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open(path);
            assertThat(fault(at)).containsText("This link");
            Accessibility.check(at.page);
            at.link("Rules").click();
            at.sees("No rules yet.");
            assertThat(fault(at)).hasCount(0);
            at.isQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!!!",
                "null",
                "7",
                "{\"title\":7,\"widgets\":[]}",
                "{\"title\":\"t\",\"widgets\":7}",
                "{\"title\":\"t\",\"widgets\":[null]}",
                "{\"title\":\"t\",\"widgets\":[{\"kind\":\"toString\"}]}",
                "{\"title\":\"t\",\"widgets\":[{\"kind\":\"line\",\"series\":[{\"source\":1}]}]}"
            })
    void sharedBoard_malformed_isExplained(String content) {
        try (PageFixture at = PageFixture.open(browser)) {
            boolean isText = content.startsWith("{") || content.equals("null") || content.equals("7");
            String part = isText ? Base64.getUrlEncoder().encodeToString(content.getBytes(UTF_8)) : content;
            at.open("boards/shared?b=" + part);
            assertThat(fault(at)).containsText("The link");
            at.isQuiet();
        }
    }

    @Test
    void sharedBoard_withoutOptionalParts_isShown() {
        try (PageFixture at = PageFixture.open(browser)) {
            String content =
                    "{\"title\":\"Hall\",\"widgets\":[{\"kind\":\"line\"},{\"kind\":\"gauge\",\"title\":\"Load\"}]}";
            at.open("boards/shared?b=" + Base64.getUrlEncoder().encodeToString(content.getBytes(UTF_8)));
            assertThat(at.region("Load")).containsText("no series chosen");
            assertThat(at.region("Line chart")).containsText("no series chosen");
            at.isQuiet();
        }
    }

    @Test
    void seriesLink_malformedOrTooLong_isExplained() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.heat("sensor_1");
            at.open("series?s=[7");
            at.sees("The link is malformed: it does not name series.");
            at.isQuiet();
            StringBuilder many = new StringBuilder("[[\"sensor_1\",\"temperature\"]");
            for (int i = 0; i < 9; i++) {
                many.append(",[\"s").append(i).append("\",\"t\"]");
            }
            at.page.navigate("about:blank");
            at.open("series?s=" + many + "]");
            at.sees("at most 8 series; 2 series of the link omitted");
            assertThat(at.page.locator(".chip")).hasCount(8);
            at.isQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s=[[\"x\",\"y\"]]", "source=x&type=y"})
    void seriesLink_unknownSeries_isExplainedWithoutAFailedRequest(String query) {
        try (PageFixture at = PageFixture.open(browser)) {
            at.heat("sensor_1");
            at.open("series?" + query);
            Locator chart = at.region("Chart");
            assertThat(chart).containsText("The server has no values of x · y.");
            assertThat(chart.locator("canvas").first()).isHidden();
            Accessibility.check(at.page);
            at.fixture.processor.series("x", "y").record(7);
            assertThat(chart).not().containsText("The server has no values");
            assertThat(chart.locator("canvas").first()).isVisible();
            at.isQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[\"a\"]]", "[[\"\",\"\"]]", "[[1,2]]", "null", "{}"})
    void seriesLink_withoutPairsOfNames_isExplained(String pairs) {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("series?s=" + pairs).sees("The link is malformed: it does not name series.");
            at.isQuiet();
        }
    }

    @Test
    void board_withASeriesThatIsGone_saysSo() {
        try (PageFixture at = PageFixture.open(browser)) {
            String gone = "\"width\":1,\"series\":[{\"source\":\"gone\",\"type\":\"t\"}]}";
            at.fixture.put(
                    "/boards/hall",
                    "{\"title\":\"Hall\",\"widgets\":[{\"kind\":\"line\",\"title\":\"Line\"," + gone
                            + ",{\"kind\":\"stat\",\"title\":\"Stat\"," + gone
                            + ",{\"kind\":\"gauge\",\"title\":\"Gauge\","
                            + gone + "]}");
            at.open("boards/hall");
            assertThat(at.region("Stat")).containsText("gone · t: the server has no such series");
            assertThat(at.region("Gauge")).containsText("gone · t: the server has no such series");
            assertThat(at.region("Line")).containsText("Unknown to the server: gone · t.");
            assertThat(at.region("Line").locator("canvas")).isHidden();
            at.isQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=fireing", "severity=loud", "series=[7", "series=[[\"a\"]]"})
    void alertsLink_withAnUnknownFilter_isExplainedAndShowsTheRest(String query) {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.heat("sensor_1");
            at.open("alerts?" + query).sees("The link is malformed: its " + query.split("=", -1)[0]);
            assertThat(at.region("List").locator("li a")).hasCount(1);
            at.link("Rules").click();
            assertThat(at.page.getByText("The link is malformed")).hasCount(0);
            at.isQuiet();
        }
    }

    @Test
    void link_toARuleThatIsGone_leadsToTheList() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("rules/gone");
            assertThat(fault(at)).containsText("rule not found");
            at.link("All rules").click();
            at.sees("No rules yet.");
            assertThat(fault(at)).hasCount(0);
        }
    }

    @Test
    void view_thatFailedWhileTheServerWasAway_isShownWhenItIsBack() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.open("overview");
            assertThat(at.page.locator("#connection")).hasText("Live");
            at.page.evaluate("import('/js/views/rules.js')");
            int port = at.fixture.server.dashboardPort();
            at.fixture.server.stop();
            assertThat(at.page.locator("#connection")).hasText("Not connected");
            at.link("Rules").click();
            assertThat(fault(at)).containsText("The server is not reachable.");
            TelemetryConfig same = PageFixture.quick()
                    .enableHttp(false)
                    .enableWebSocket(false)
                    .dashboardPort(port)
                    .build();
            try (RealtimeTelemetryServer again = RealtimeTelemetryServer.create(at.fixture.processor, same)) {
                again.start();
                assertThat(at.region("Rules")).containsText("High temperature");
                assertThat(fault(at)).hasCount(0);
            }
        }
    }

    @Test
    void edits_whileTheServerIsAway_keepTheirContentAndRecover() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.heat("sensor_1");
            at.fixture.put(
                    "/boards/hall",
                    "{\"title\":\"Hall\",\"widgets\":[{\"kind\":\"stat\",\"title\":\"Heat\",\"series\":"
                            + "[{\"source\":\"sensor_1\",\"type\":\"temperature\"}]},{\"kind\":\"table\",\"title\":\"All\","
                            + "\"series\":[{\"source\":\"*\",\"type\":\"*\"}]}]}");
            at.open("rules/high_temperature");
            at.label("Value").fill("70");
            Page board = at.page.context().newPage();
            board.navigate(at.url("#/boards/hall"));
            assertThat(board.locator(".widget .figure")).hasText(Pattern.compile("[0-9]"));
            assertThat(board.locator(".widget tbody")).containsText("sensor_1");
            int port = at.fixture.server.dashboardPort();
            at.fixture.server.stop();
            assertThat(board.locator("#connection")).hasText("Not connected");

            at.button("Save").click();
            assertThat(fault(at)).containsText("The server is not reachable.");
            board.getByText("Arrange").click();
            board.getByLabel("Move later Heat").click();
            assertThat(board.locator(".widget .figure")).hasText(Pattern.compile("[0-9]"));
            assertThat(board.locator(".widget tbody")).containsText("sensor_1");
            assertThat(board.locator("main")).containsText("Not saved: The server is not reachable.");

            TelemetryConfig same = PageFixture.quick()
                    .enableHttp(false)
                    .enableWebSocket(false)
                    .dashboardPort(port)
                    .build();
            try (RealtimeTelemetryServer again = RealtimeTelemetryServer.create(at.fixture.processor, same)) {
                again.start();
                assertThat(fault(at)).isHidden();
                assertThat(at.label("Value")).hasValue("70");
                assertThat(board.locator("#connection")).hasText("Live");
                assertThat(board.locator("#notices > *")).hasCount(0);
            }
        }
    }

    private static PageFixture guarded() {
        ServerSettings.Builder settings = ServerSettings.builder().apiToken("secret");
        return new PageFixture(
                browser,
                new ServerFixture()
                        .config(PageFixture.quick())
                        .settings(settings)
                        .start());
    }

    @Test
    void token_dialogClosedByEscape_saysThatATokenIsRequired() {
        try (PageFixture at = guarded()) {
            at.page.navigate(at.url("#/rules"));
            at.label("Token").waitFor();
            at.page.keyboard().press("Escape");
            at.sees("The server requires a token.");
            assertThat(at.page.locator("#connection")).hasText("Signed out");
            Accessibility.check(at.page);
            assertThat(at.page.getByText("not reachable")).hasCount(0);
            at.button("Enter the token").click();
            at.label("Token").fill("secret");
            at.button("Continue").click();
            at.sees("No rules yet.");
            assertThat(at.page.locator("#connection")).hasText("Live");
            assertThat(at.page.locator("#old-data")).hasCount(0);
        }
    }

    @Test
    void signOut_forgetsTheToken() {
        try (PageFixture at = guarded()) {
            at.page.navigate(at.url("#/rules"));
            assertThat(at.button("Sign out")).isHidden();
            at.label("Token").fill("secret");
            at.button("Continue").click();
            at.sees("No rules yet.");
            at.button("Sign out").click();
            assertThat(at.label("Token")).isVisible();
            assertThat(at.page.evaluate("sessionStorage.length")).isEqualTo(0);
            assertThat(at.page.locator("main")).not().containsText("No rules yet.");
            assertThat(at.page.locator("#connection")).not().hasText(Pattern.compile("^Live"));
        }
    }
}
