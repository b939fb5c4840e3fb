// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of the triage of many alerts on the page: nothing is hidden, nothing moves under the pointer or the focus. */
class DashboardTriageIT {
    @RegisterExtension
    private static final Browser browser = new Browser();

    private static AlertRule rule(String id, String type, Severity severity) {
        return AlertRule.builder(id)
                .name("Rule " + id)
                .condition("threshold")
                .parameter("field", type)
                .parameter("operator", ">")
                .parameter("value", 80.0)
                .severity(severity)
                .build();
    }

    private static void fire(PageFixture at, String source, String type) {
        assertThat(at.fixture.processor.ingest(TelemetryEvent.of(source, type, 99)))
                .isTrue();
        at.fixture.flush();
    }

    private static void fireMany(PageFixture at, int number) {
        for (int i = 0; i < number; i++) {
            at.fixture.processor.series("sensor_" + i, "temperature").record(90);
            if (i % 500 == 0) {
                at.fixture.flush();
            }
        }
        at.fixture.flush();
    }

    private static Locator entries(PageFixture at) {
        return at.region("List").locator("li a");
    }

    @Test
    void board_alertsOfASeries_areFoundAmongThousandsOfNewerOnes() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(rule("low", "pressure", Severity.INFO));
            at.fixture.processor.addAlertRule(PageFixture.hot());
            fire(at, "pump_1", "pressure");
            fireMany(at, 1_200);
            at.fixture.put(
                    "/boards/hall",
                    "{\"title\":\"Hall\",\"widgets\":[{\"kind\":\"alerts\",\"title\":\"Pumps\",\"width\":2,\"series\":"
                            + "[{\"source\":\"pump_*\",\"type\":\"*\"}]},{\"kind\":\"alerts\",\"title\":\"All\",\"width\":2,"
                            + "\"series\":[]}]}");
            at.open("boards/hall");
            Locator list = at.page.locator(".rows").first();
            assertThat(list).containsText("pump_1");
            assertThat(at.page.getByText("1 191 more firing")).isVisible();
            assertThat(at.page.getByText("No alert is firing.")).hasCount(0);
            at.isQuiet();
        }
    }

    @Test
    void overview_firing_isCriticalFirstOldestFirstAndSaysHowManyMore() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(rule("a", "load", Severity.INFO));
            at.fixture.processor.addAlertRule(rule("b", "noise", Severity.WARNING));
            at.fixture.processor.addAlertRule(rule("c", "temperature", Severity.CRITICAL));
            at.fixture.processor.addAlertRule(rule("d", "flow", Severity.CRITICAL).toBuilder()
                    .forDuration(Duration.ofHours(1))
                    .build());
            fire(at, "critical_1", "temperature");
            fire(at, "critical_2", "temperature");
            fire(at, "warning_1", "noise");
            for (int i = 0; i < 9; i++) {
                fire(at, "info_" + i, "load");
            }
            fire(at, "waits", "flow");
            at.open("overview");
            Locator firing = at.region("Firing now");
            assertThat(firing.locator("li")).hasCount(8);
            assertThat(firing.locator("li").nth(0)).containsText("critical_1");
            assertThat(firing.locator("li").nth(1)).containsText("critical_2");
            assertThat(firing.locator("li").nth(2)).containsText("warning_1");
            assertThat(firing.locator("li").nth(3)).containsText("info_0");
            assertThat(firing).containsText("2 critical, 1 warning, 9 info alerts firing · 1 pending");
            assertThat(at.page.locator("#status")).containsText("2 critical, 1 warning alerts firing");
            firing.getByText("4 more firing").click();
            assertThat(at.page).hasURL(Pattern.compile("alerts\\?state=firing"));
            assertThat(entries(at)).hasCount(12);
            at.isQuiet();
        }
    }

    @Test
    void notification_withoutSender_isShownOnOverviewRuleAndAlert() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(
                    PageFixture.hot().toBuilder().actions("send_notification").build());
            fire(at, "oven", "temperature");
            at.open("overview").sees("no notification sender is configured");
            at.open("rules").sees("no notification sender is configured");
            at.open("alerts");
            entries(at).first().click();
            assertThat(at.region("Alert")).containsText("no notification sender is configured");
            at.isQuiet();
        }
    }

    @Test
    void alert_openedByKey_takesTheFocusAndBackRestoresListFocusAndScroll() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            fireMany(at, 700);
            at.open("alerts");
            assertThat(entries(at)).hasCount(100);
            at.button("Load older").click();
            assertThat(entries(at)).hasCount(200);
            assertThat(at.region("List")).containsText("Latest 200 of 700");
            Locator chosen = entries(at).nth(150);
            String title = chosen.locator(".second bdi").innerText();
            chosen.focus();
            int top = top(at);
            assertThat(top).isGreaterThan(2_000);
            at.page.keyboard().press("Enter");
            assertThat(at.region("Alert")).containsText(title);
            assertThat(at.region("Alert").locator("h2")).isFocused();
            at.page.keyboard().press("Tab");
            assertThat(at.button("Acknowledge")).isFocused();
            assertThat(entries(at)).hasCount(200);

            at.page.goBack();
            assertThat(at.region("Alert")).hasCount(0);
            assertThat(entries(at)).hasCount(200);
            assertThat(chosen).isFocused();
            assertThat(top(at)).isBetween(top - 30, top + 30);

            at.link("Overview").last().click();
            at.region("Firing now").waitFor();
            at.page.goBack();
            assertThat(entries(at)).hasCount(200);
            assertThat(chosen).isFocused();
            assertThat(top(at)).isBetween(top - 30, top + 30);
            at.isQuiet();
        }
    }

    private static int top(PageFixture at) {
        return ((Number) at.page.evaluate("Math.round(scrollY)")).intValue();
    }

    @Test
    void list_underThePointer_keepsItsRowsUntilTheUserLeaves() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            fireMany(at, 3);
            at.open("alerts");
            assertThat(entries(at)).hasCount(3);
            Locator first = entries(at).first();
            first.hover();
            fire(at, "new_1", "temperature");
            fire(at, "new_2", "temperature");
            assertThat(at.button("2 new alerts")).isVisible();
            assertThat(entries(at)).hasCount(3);
            at.button("2 new alerts").click();
            assertThat(entries(at)).hasCount(5);
            assertThat(first).containsText("new_2");

            // a slow click: its row stays where it is, and is updated in place
            first.evaluate("entry => (entry.isTheSame = true)");
            first.hover();
            at.page.mouse().down();
            fire(at, "new_3", "temperature");
            at.fixture.processor.ingest(TelemetryEvent.of("new_2", "temperature", 20));
            assertThat(at.button("1 new alert")).isVisible();
            assertThat(first.locator(".pill.resolved")).isVisible();
            assertThat(first.evaluate("entry => entry.isTheSame === true")).isEqualTo(true);
            assertThat(entries(at)).hasCount(5);
            at.page.mouse().up();
            assertThat(at.region("Alert")).containsText("new_2");

            at.page.mouse().move(5, 5);
            assertThat(entries(at)).hasCount(6);
            assertThat(first).containsText("new_3");
            at.isQuiet();
        }
    }

    @Test
    void list_withFocusOrSelection_keepsBothUntilTheNewAlertsAreShown() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            fireMany(at, 3);
            at.open("alerts");
            assertThat(entries(at)).hasCount(3);
            entries(at).nth(1).focus();
            fire(at, "new_1", "temperature");
            assertThat(at.button("1 new alert")).isVisible();
            assertThat(entries(at).nth(1)).isFocused();
            at.page.keyboard().press("Shift+Tab");
            at.page.keyboard().press("Shift+Tab");
            assertThat(at.button("1 new alert")).isFocused();
            at.page.keyboard().press("Enter");
            assertThat(entries(at)).hasCount(4);
            assertThat(entries(at).first()).isFocused();

            at.page.evaluate(
                    "document.activeElement.blur(), getSelection().selectAllChildren(document.querySelector('.rows .second'))");
            String selected = String.valueOf(at.page.evaluate("String(getSelection())"));
            fire(at, "new_2", "temperature");
            assertThat(at.button("1 new alert")).isVisible();
            for (int refreshes = 0; refreshes < 2; refreshes++) {
                at.page.waitForResponse(response -> response.url().contains("/alerts/count"), () -> {});
            }
            assertThat(at.page.evaluate("String(getSelection())")).isEqualTo(selected);
            at.page.evaluate("getSelection().removeAllRanges()");
            fire(at, "new_3", "temperature");
            assertThat(entries(at)).hasCount(6);
            at.isQuiet();
        }
    }

    @Test
    void acknowledgement_secondAndRemoved_areInTheTimeline() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            fire(at, "oven", "temperature");
            at.open("alerts");
            entries(at).first().click();
            Locator alert = at.region("Alert");
            acknowledge(at, "Ada", "fan replaced");
            assertThat(alert).containsText("by Ada: fan replaced");
            acknowledge(at, "Bob", "belt too");
            assertThat(alert.locator(".steps")).containsText("acknowledged by Ada: fan replaced");
            assertThat(alert.locator(".steps")).containsText("acknowledged by Bob: belt too");

            at.button("Remove acknowledgement").click();
            at.label("Who").fill("Eve");
            at.button("Remove").click();
            assertThat(alert.locator(".steps")).containsText("acknowledgement removed by Eve");
            assertThat(at.button("Remove acknowledgement")).hasCount(0);
            assertThat(at.button("Acknowledge")).hasClass("main");

            alert.getByRole(AriaRole.BUTTON, PageFixture.named("Silence …")).click();
            at.label("Who").fill("Ada");
            at.label("Note").fill("maintenance");
            at.dialog().getByRole(AriaRole.BUTTON, PageFixture.named("Silence")).click();
            assertThat(alert.locator(".steps")).containsText("silenced by Ada: maintenance");
            at.region("Silences")
                    .getByRole(AriaRole.BUTTON, PageFixture.named("End now"))
                    .click();
            assertThat(alert.locator(".steps")).containsText("silence ended");

            at.fixture.processor.ingest(TelemetryEvent.of("oven", "temperature", 20));
            assertThat(alert.locator(".pill.resolved").first()).isVisible();
            assertThat(alert).containsText("back to normal: 20 <= 80");
            assertThat(at.button("Acknowledge")).not().hasClass("main");
            at.isQuiet();
        }
    }

    private static void acknowledge(PageFixture at, String who, String note) {
        at.button("Acknowledge").click();
        at.label("Who").fill(who);
        at.label("Note").fill(note);
        at.dialog().getByRole(AriaRole.BUTTON, PageFixture.named("Acknowledge")).click();
        assertThat(at.dialog()).hasCount(0);
    }

    @Test
    void filters_sourceWithWildcardAndTextOfLabels_areAppliedByTheServer() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(
                    PageFixture.hot().toBuilder().label("team", "Blue").build());
            at.fixture.processor.addAlertRule(rule("noisy", "noise", Severity.INFO));
            fire(at, "pump_1", "temperature");
            fire(at, "pump_2", "noise");
            fire(at, "fan", "noise");
            at.open("alerts");
            assertThat(entries(at)).hasCount(3);
            at.label("Source").fill("pump_*");
            assertThat(entries(at)).hasCount(2);
            assertThat(at.region("List")).containsText("1 critical, 1 info alerts firing");
            at.label("Text").fill("team=blue");
            assertThat(entries(at)).hasCount(1);
            assertThat(entries(at)).containsText("pump_1");

            at.open("alerts?series=[[\"f*\",\"noise\"],[\"pump_1\",\"*\"]]");
            assertThat(entries(at)).hasCount(2);
            assertThat(at.region("List")).containsText("f* · noise, pump_1 · *");
            at.button("Any series").click();
            assertThat(entries(at)).hasCount(3);
            at.isQuiet();
        }
    }

    @Test
    void list_pendingAlerts_areAmongTheOthersByTimeAndNoneIsHiddenSilently() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(rule("waits", "flow", Severity.WARNING).toBuilder()
                    .forDuration(Duration.ofHours(1))
                    .build());
            at.fixture.processor.addAlertRule(PageFixture.hot());
            for (int i = 0; i < 103; i++) {
                fire(at, "pump_" + i, "flow");
            }
            fire(at, "oven", "temperature");
            at.open("alerts");
            assertThat(entries(at).first()).containsText("oven");
            assertThat(entries(at).nth(1).locator(".pill.pending")).isVisible();
            at.link("3 more pending").click();
            assertThat(entries(at)).hasCount(100);
            assertThat(at.region("List")).containsText("Latest 100 of 103");
            at.isQuiet();
        }
    }

    @Test
    void alert_runbook_isALinkAndOtherAnnotationsAreText() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot().toBuilder()
                    .annotation("runbook", "https://example.org/hot")
                    .annotation("script", "javascript:alert(1)")
                    .build());
            fire(at, "oven", "temperature");
            at.open("alerts");
            entries(at).first().click();
            Locator runbook = at.region("Alert").locator("dd a[href='https://example.org/hot']");
            assertThat(runbook).hasAttribute("rel", "noopener noreferrer");
            assertThat(at.region("Alert")).containsText("javascript:alert(1)");
            assertThat(at.region("Alert").locator("a[href^='javascript']")).hasCount(0);
            at.isQuiet();
        }
    }

    @Test
    void silence_withoutAMatcher_isExplainedWithoutARequest() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("alerts");
            at.button("Silence …").click();
            at.label("Who").fill("Ada");
            at.dialog().getByRole(AriaRole.BUTTON, PageFixture.named("Silence")).click();
            assertThat(at.dialog()).containsText("Enter a rule, a source, a type or a severity");
            Accessibility.check(at.page);
            at.isQuiet();
        }
    }

    @Test
    void print_ofAnOpenAlert_isTheAlert() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            fireMany(at, 3);
            at.open("alerts");
            entries(at).first().click();
            assertThat(at.region("Alert")).containsText("90 > 80");
            at.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(at.region("Alert")).isVisible();
            assertThat(at.page.locator(".panel.list")).isHidden();
            at.isQuiet();
        }
    }

    @Test
    void phone_list_comesBeforeTheFilters() {
        ServerFixture fixture = new ServerFixture().config(PageFixture.quick()).start();
        try (PageFixture at = new PageFixture(browser, fixture, 360, 740, ColorScheme.DARK)) {
            fixture.processor.addAlertRule(PageFixture.hot());
            fire(at, "oven", "temperature");
            at.open("alerts");
            assertThat(entries(at)).hasCount(1);
            assertThat(at.label("Severity")).isHidden();
            at.button("Filter").click();
            at.label("Severity").selectOption("info");
            at.sees("No alert matches.");
            at.isQuiet();
        }
    }

    @Test
    void link_toAnAlertThatIsGone_saysSoWhereItIsSeen() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("alerts/gone");
            assertThat(at.region("Alert")).containsText("It is unknown to the server.");
            assertThat(at.region("List")).containsText("No alert has fired so far.");
            at.forgive();
        }
    }

    @Test
    void name_withDirectionOverride_doesNotReverseWhatFollows() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            fire(at, "abc\u202Edef", "temperature");
            at.open("alerts");
            assertThat(entries(at).locator(".second bdi")).hasText("\u2068abc\u202Edef\u2069 \u00b7 temperature");
            entries(at).first().click();
            assertThat(at.region("Alert").locator(".steps")).containsText("of \u2068abc\u202Edef\u2069: 99 > 80");
            at.isQuiet();
        }
    }
}
