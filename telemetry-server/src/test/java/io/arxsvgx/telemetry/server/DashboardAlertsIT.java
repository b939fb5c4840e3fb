// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of alerts on the page: found, inspected, acknowledged. */
class DashboardAlertsIT {
    @RegisterExtension
    private static final Browser browser = new Browser();

    @Test
    void alerts_opened_showEvidenceAndTakeAnAcknowledgementAndASilence() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.heat("sensor_1");
            at.open("alerts");
            at.region("List").getByRole(AriaRole.LINK).first().click();
            Locator alert = at.region("Alert");
            assertThat(alert).containsText("> 80");
            assertThat(alert).containsText("temperature above 80.");
            assertThat(alert.locator("canvas")).isVisible();
            assertThat(alert.locator(".steps li").first()).isVisible();

            at.button("Acknowledge").click();
            at.label("Who").fill("Ada");
            at.label("Note").fill("fan replaced");
            at.dialog()
                    .getByRole(AriaRole.BUTTON, PageFixture.named("Acknowledge"))
                    .click();
            assertThat(alert).containsText("by Ada: fan replaced");

            alert.getByRole(AriaRole.BUTTON, PageFixture.named("Silence …")).click();
            assertThat(at.dialog().getByLabel("Source")).hasValue("sensor_1");
            at.dialog().getByRole(AriaRole.BUTTON, PageFixture.named("Silence")).click();
            assertThat(at.region("Silences")).containsText("by Ada");
            assertThat(at.region("List")).containsText("silenced");
            at.region("Silences")
                    .getByRole(AriaRole.BUTTON, PageFixture.named("End now"))
                    .click();
            assertThat(at.page.getByText("End now")).hasCount(0);
            at.isQuiet();
        }
    }

    @Test
    void alerts_fireWhileOneLooks_comeAndResolveLive() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
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
        try (PageFixture at = PageFixture.open(browser)) {
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
            at.button("Mark as false positive").click();
            at.label("Who").fill("Ada");
            at.button("Send feedback").click();
            assertThat(at.region("Alert")).containsText("by Ada: not an anomaly");
            assertThat(at.button("Undo false positive")).isVisible();
            at.isQuiet();
        }
    }

    @Test
    void alerts_many_areFilteredAndPaged() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            for (int i = 0; i < 5_000; i++) {
                at.fixture.processor.series("sensor_" + i, "temperature").record(90);
                if (i % 500 == 0) {
                    at.fixture.flush();
                }
            }
            at.fixture.flush();
            at.open("alerts");
            assertThat(at.region("List").locator("li")).hasCount(100);
            at.button("Load older").click();
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
    void alerts_pending_areFoundByTheirStateAndOpened() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot().toBuilder()
                    .forDuration(Duration.ofHours(1))
                    .build());
            at.fixture.processor.ingest(TelemetryEvent.of("oven", "temperature", 99));
            at.fixture.flush();
            at.open("alerts");
            assertThat(at.region("List").locator(".pill.pending")).hasCount(1);
            assertThat(at.region("List")).containsText("No alert firing · 1 pending");
            at.label("State").selectOption("pending");
            assertThat(at.region("List").locator(".pill.pending")).hasCount(1);
            assertThat(at.page).hasURL(Pattern.compile("state=pending"));
            at.region("List").getByRole(AriaRole.LINK).first().click();
            assertThat(at.region("Alert")).containsText("oven");
            assertThat(at.region("Alert").locator(".pill.pending")).isVisible();
            assertThat(at.button("Acknowledge")).hasCount(0);
            at.isQuiet();
        }
    }

    @Test
    void silence_refused_saysWhyInTheForm() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("alerts");
            at.button("Silence …").click();
            at.dialog().getByLabel("Severity").fill("critcal");
            at.dialog().getByLabel("Who").fill("Ada");
            at.dialog().getByRole(AriaRole.BUTTON, PageFixture.named("Silence")).click();
            assertThat(at.dialog().getByRole(AriaRole.ALERT)).containsText("did you mean \"critical\"?");
            at.dialog().getByLabel("Severity").fill("critical");
            at.dialog().getByRole(AriaRole.BUTTON, PageFixture.named("Silence")).click();
            assertThat(at.region("Silences")).containsText("severity critical by Ada");
        }
    }
}
