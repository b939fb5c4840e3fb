// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.arxsvgx.telemetry.TelemetryEvent;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the notifications on the page, which receivers on a real port accept, defer and reject. */
class DashboardNotificationsIT {
    @RegisterExtension
    private static final Browser browser = new Browser();

    @AutoClose
    private final ScriptedReceivers receivers = new ScriptedReceivers();

    private PageFixture window(int width, ColorScheme scheme) {
        return window(width, scheme, ServerSettings.builder());
    }

    private PageFixture window(int width, ColorScheme scheme, ServerSettings.Builder settings) {
        ServerFixture fixture = new ServerFixture()
                .config(PageFixture.quick())
                .settings(settings)
                .notifier(receivers::notifier)
                .start();
        fixture.processor.addAlertRule(
                PageFixture.hot().toBuilder().actions("send_notification").build());
        return new PageFixture(browser, fixture, width, 860, scheme);
    }

    private static void fire(PageFixture at, String source) {
        assertThat(at.fixture.processor.ingest(TelemetryEvent.of(source, "temperature", 99)))
                .isTrue();
        at.fixture.flush();
    }

    private static Locator receiver(PageFixture at, String name) {
        return at.region("Receivers")
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHas(at.page.getByRole(
                                AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)))));
    }

    private static Locator testButton(PageFixture at, String name) {
        return at.button("Send test message to " + name);
    }

    private static Locator log(PageFixture at) {
        return at.region("Log").locator("li");
    }

    private static Locator logOf(PageFixture at, String receiver) {
        return log(at).filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + receiver)));
    }

    private static Locator retry(Locator row) {
        return row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Retry"));
    }

    @Test
    void view_withoutNotifier_hasNoLinkAndSaysWhatToDo() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("notifications").sees("telemetry start --notifications");
            assertThat(at.page.locator("#connection")).hasText("Live");
            assertThat(at.link("Notifications")).isHidden();
            assertThat(at.region("Log")).isHidden();
            Accessibility.check(at.page);
            at.isQuiet();
        }
    }

    @Test
    void view_beforeTheFirstNotification_saysWhatToDo_thenShowsIt() {
        try (PageFixture at = window(1440, ColorScheme.LIGHT)) {
            at.open("overview").link("Notifications").click();
            at.sees("No notification yet.");
            assertThat(receiver(at, "ops")).containsText("never used");

            fire(at, "oven");

            assertThat(logOf(at, "ops")).containsText("answer 200");
            assertThat(receiver(at, "ops").locator(".pill")).hasText("ok");
            at.isQuiet();
        }
    }

    @Test
    void receivers_andNotifications_haveTheirStateTheirErrorAndTheirAlerts() {
        try (PageFixture at = window(1440, ColorScheme.LIGHT)) {
            fire(at, "oven");
            at.open("notifications");
            assertThat(log(at)).hasCount(3);
            assertThat(at.region("Receivers")).containsText("4 receivers, 2 failing");
            assertThat(receiver(at, "ops").locator(".pill")).hasText("ok");
            assertThat(receiver(at, "pager").locator(".pill")).hasText("failing");
            assertThat(receiver(at, "pager")).containsText("answered 503: no room");
            assertThat(receiver(at, "spare").locator(".pill")).hasText("never used");

            assertThat(logOf(at, "ops").locator(".pill")).hasText("sent");
            assertThat(logOf(at, "ops")).containsText("1 attempt");
            assertThat(retry(logOf(at, "ops"))).isHidden();
            assertThat(logOf(at, "pager").locator(".pill")).hasText("pending");
            assertThat(logOf(at, "pager")).containsText("next attempt");
            assertThat(logOf(at, "chat").locator(".pill")).hasText("dead");
            assertThat(logOf(at, "chat")).containsText("answered 404: no room");
            at.shot("notifications-states");
            Accessibility.check(at.page);

            logOf(at, "chat")
                    .getByRole(AriaRole.LINK, PageFixture.named("High temperature: oven · temperature"))
                    .click();
            assertThat(at.region("Alert")).containsText("High temperature");
            at.isQuiet();
        }
    }

    @ParameterizedTest
    @CsvSource({"pager", "chat"})
    void retry_onceTheReceiverIsBack_sends_andTheFocusStaysInTheRow(String name) {
        try (PageFixture at = window(1280, ColorScheme.LIGHT)) {
            fire(at, "oven");
            at.open("notifications");
            Locator row = logOf(at, name);
            assertThat(row).containsText("no room");
            receivers.answer(name, 200);
            retry(row).focus();
            at.page.keyboard().press("Enter");
            assertThat(row.locator(".pill")).hasText("sent");
            assertThat(row).containsText("an earlier attempt failed");
            assertThat(row.locator("a")).isFocused();
            assertThat(receiver(at, name).locator(".pill")).hasText("ok");
            at.isQuiet();
        }
    }

    @Test
    void test_ofAReceiver_showsTheAnswerInItsRow() {
        try (PageFixture at = window(1280, ColorScheme.LIGHT)) {
            at.open("notifications");
            testButton(at, "spare").click();
            assertThat(receiver(at, "spare")).containsText("Test message accepted: 200");
            testButton(at, "pager").click();
            assertThat(receiver(at, "pager"))
                    .containsText(Pattern.compile("Test message failed: .* answered 503: no room"));
            assertThat(receiver(at, "spare")).containsText("Test message accepted: 200");
            assertThat(testButton(at, "pager")).isFocused();
            tableFits(at);
            Accessibility.check(at.page);
            at.isQuiet();
        }
    }

    @Test
    void changes_withTheTokenOfViewers_showTheReasonBesideTheButton() {
        ServerSettings.Builder settings =
                ServerSettings.builder().apiToken("secret").viewToken("viewer");
        try (PageFixture at = window(1280, ColorScheme.LIGHT, settings)) {
            fire(at, "oven");
            at.page.addInitScript("sessionStorage.setItem('telemetry-token', 'viewer')");
            at.open("notifications");
            testButton(at, "ops").click();
            assertThat(receiver(at, "ops")).containsText("this token may only read");
            assertThat(testButton(at, "ops")).isFocused();
            retry(logOf(at, "chat")).click();
            assertThat(logOf(at, "chat")).containsText("this token may only read");
            at.forgive();
        }
    }

    @Test
    void failure_ofTheServer_isShownAndTheViewCanBeTriedAgain() {
        try (PageFixture at = window(1280, ColorScheme.LIGHT)) {
            Pattern list = Pattern.compile("/api/notifications\\?");
            at.page.route(
                    list,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setStatus(503)
                            .setContentType("application/json")
                            .setBody("{\"status\":\"error\",\"message\":\"alert store unavailable\"}")));
            at.open("notifications");
            assertThat(at.page.locator("main").getByRole(AriaRole.ALERT)).containsText("alert store unavailable");
            at.page.unroute(list);
            at.button("Try again").click();
            at.sees("No notification yet.");
            at.forgive();
        }
    }

    @Test
    void filters_areInTheAddress_andAMalformedOneIsExplained() {
        try (PageFixture at = window(1280, ColorScheme.LIGHT)) {
            fire(at, "oven");
            at.open("notifications");
            assertThat(log(at)).hasCount(3);
            at.label("State").selectOption("dead");
            assertThat(log(at)).hasCount(1);
            assertThat(logOf(at, "chat")).isVisible();
            at.label("Receiver").selectOption("ops");
            at.sees("No notification matches.");
            assertThat(at.page).hasURL(Pattern.compile("#/notifications\\?state=dead&receiver=ops$"));

            at.page.reload();
            assertThat(at.label("State")).hasValue("dead");
            assertThat(at.label("Receiver")).hasValue("ops");
            at.label("State").selectOption("");
            assertThat(log(at)).hasCount(1);
            assertThat(logOf(at, "ops")).isVisible();

            at.open("overview").open("notifications?state=gone");
            at.sees("The link is malformed: its state cannot be used.");
            assertThat(log(at)).hasCount(3);
            at.isQuiet();
        }
    }

    @Test
    void alert_listsItsNotifications_asTheyAreSent_andLinksToThem() {
        try (PageFixture at = window(1440, ColorScheme.DARK)) {
            fire(at, "oven");
            fire(at, "kiln");
            at.open("alerts");
            at.region("List")
                    .locator("li a")
                    .filter(new Locator.FilterOptions().setHasText("kiln"))
                    .click();
            Locator alert = at.region("Alert");
            Locator sent = alert.getByRole(AriaRole.LIST, PageFixture.named("Notifications of the alert"))
                    .locator("li");
            assertThat(sent).hasCount(3);
            Locator pager = sent.filter(new Locator.FilterOptions().setHasText(Pattern.compile("^pager")));
            assertThat(pager.locator(".pill")).hasText("pending");
            assertThat(pager).containsText("answered 503");
            Accessibility.check(at.page);
            at.shot("notifications-alert");

            receivers.answer("pager", 200);
            assertThat(pager.locator(".pill")).hasText("sent");

            alert.getByRole(AriaRole.LINK, PageFixture.named("Open in the log of notifications"))
                    .click();
            assertThat(log(at)).hasCount(3);
            at.button("Any alert").click();
            assertThat(log(at)).hasCount(6);
            assertThat(at.page).hasURL(Pattern.compile("#/notifications$"));
            at.isQuiet();
        }
    }

    /** Fails if a part of the table, such as its buttons, is only seen after scrolling. */
    private static void tableFits(PageFixture at) {
        assertThat(at.page
                        .locator(".receivers")
                        .evaluate("table => table.parentElement.scrollWidth <= table.parentElement.clientWidth"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1000})
    void narrowWindow_fits_andEveryPartIsReachedByKey(int width) {
        try (PageFixture at = window(width, ColorScheme.DARK)) {
            fire(at, "oven_with_a_rather_long_name_without_a_space_that_has_to_wrap_somewhere");
            at.open("notifications");
            assertThat(log(at)).hasCount(3);
            assertThat(at.link("Notifications")).isVisible();
            assertThat(receiver(at, "pager")
                            .getByRole(
                                    AriaRole.CELL,
                                    new Locator.GetByRoleOptions().setName(Pattern.compile("^Latency .*ms"))))
                    .isVisible();
            testButton(at, "ops").focus();
            at.page.keyboard().press("Space");
            assertThat(receiver(at, "ops")).containsText("Test message accepted: 200");
            at.page.keyboard().press("Tab");
            assertThat(testButton(at, "pager")).isFocused();
            Object wide = at.page.evaluate("document.documentElement.scrollWidth");
            assertThat(((Number) wide).intValue()).isLessThanOrEqualTo(width);
            tableFits(at);
            Accessibility.check(at.page);
            at.shot("notifications-" + width);
            at.isQuiet();
        }
    }

    @Test
    void silence_withOtherOperators_isReadable() {
        try (PageFixture at = window(1280, ColorScheme.LIGHT)) {
            at.fixture.post(
                    "/silences",
                    "{\"matchers\":{\"rule_id\":\"high_*\",\"labels.site\":\"a\",\"labels.site!=\":\"b\","
                            + "\"labels.team=~\":\"db|web\",\"labels.room!~\":\"1.*\"},"
                            + "\"ends_at\":\"2031-01-31T12:00:00Z\",\"who\":\"amtool\"}");
            at.open("alerts");
            assertThat(at.region("Silences")).containsText("rule high_*");
            assertThat(at.region("Silences").locator(".label-chip"))
                    .hasText(new String[] {"site=a", "site!=b", "team=~db|web", "room!~1.*"});
            at.button("Silence …").click();
            at.dialog().getByLabel("Source").fill("oven");
            at.button("Add a label").click();
            at.label("Series with: label").fill("site!=");
            at.label("Series with: pattern").fill("b");
            at.label("Who").fill("Ada");
            at.dialog().getByRole(AriaRole.BUTTON, PageFixture.named("Silence")).click();
            assertThat(at.region("Silences")
                            .locator("li")
                            .filter(new Locator.FilterOptions().setHasText("by Ada"))
                            .locator(".label-chip"))
                    .hasText("site!=b");
            at.isQuiet();
        }
    }
}
