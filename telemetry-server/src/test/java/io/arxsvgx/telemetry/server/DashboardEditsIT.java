// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests of rules and boards that a user creates on the page. */
class DashboardEditsIT {
    @RegisterExtension
    private static final Browser browser = new Browser();

    @Test
    void rules_draft_isCheckedTriedSavedDisabledAndRemoved() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.heat("sensor_1");
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
            assertThat(at.region("Rules")).containsText("above 120");
            at.button("Remove").click();
            at.dialog().getByRole(AriaRole.BUTTON, PageFixture.named("Remove")).click();
            at.sees("No rules yet.");
            assertThat(at.fixture.processor.alertRules()).isEmpty();
            at.isQuiet();
        }
    }

    @Test
    void rules_mistypedActionAndAnIdLikeAView_areWarnedOfAndOpened() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(AlertRule.builder("new")
                    .condition("threshold")
                    .parameter("field", "temperature")
                    .parameter("operator", ">")
                    .parameter("value", 80.0)
                    .actions("log_alrt")
                    .build());
            at.open("rules");
            assertThat(at.region("Rules")).containsText("did you mean \"log_alert\"?");
            at.link("Edit").click();
            assertThat(at.page.getByText("Rule new")).isVisible();
            assertThat(at.region("Rule")).containsText("did you mean \"log_alert\"?");
            at.isQuiet();
        }
    }

    @Test
    void boards_widgets_areArrangedKeptAndShared(@TempDir Path folder) {
        ServerSettings.Builder settings = ServerSettings.builder().boards(folder.resolve("boards.json"));
        try (PageFixture at = new PageFixture(
                browser,
                new ServerFixture()
                        .config(PageFixture.quick())
                        .settings(settings)
                        .start())) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.heat("sensor_1");
            at.open("boards");
            at.button("New board").click();
            at.label("Title").fill("Kitchen");
            at.button("Create").click();
            at.sees("This board is empty.");
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
            assertThat(at.button("Save on the server")).isVisible();
            at.isQuiet();
        }
    }
}
