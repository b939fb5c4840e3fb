// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of the form of a rule and of its trial: what was entered stays, and what is shown belongs to it. */
class DashboardFormsIT {
    @RegisterExtension
    private static final Browser browser = new Browser();

    private static void fill(PageFixture at, String id) {
        at.label("Id").fill(id);
        at.label("Field").fill("temperature");
        at.label("Operator").selectOption(">");
        at.label("Value").fill("80");
    }

    @Test
    void draft_viewLeft_isThereAgainUntilItIsDiscarded() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("rules?new");
            fill(at, "too_hot");
            at.link("Overview").first().click();
            at.sees("No events yet");
            at.page.goBack();
            at.sees("Your unsaved draft of");
            Accessibility.check(at.page);
            assertThat(at.label("Id")).hasValue("too_hot");
            assertThat(at.label("Value")).hasValue("80");
            at.button("Discard the draft").click();
            assertThat(at.label("Id")).hasValue("");
            assertThat(at.page.getByText("Your unsaved draft of")).hasCount(0);
            at.isQuiet();
        }
    }

    @Test
    void draft_savedOrCancelled_isForgotten() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("rules?new");
            fill(at, "too_hot");
            at.button("Save").click();
            at.link("Edit").click();
            at.label("Value").fill("99");
            at.link("Cancel").click();
            at.link("Edit").click();
            assertThat(at.label("Value")).hasValue("80");
            assertThat(at.page.getByText("Your unsaved draft of")).hasCount(0);
            at.isQuiet();
        }
    }

    @Test
    void condition_changedAndChangedBack_keepsWhatWasEntered() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("rules?new");
            fill(at, "too_hot");
            at.label("Operator").selectOption("<=");
            at.label("Condition").selectOption("trend");
            assertThat(at.label("Field")).hasValue("temperature");
            at.label("Condition").selectOption("threshold");
            assertThat(at.label("Operator")).hasValue("<=");
            assertThat(at.label("Value")).hasValue("80");
            at.isQuiet();
        }
    }

    @Test
    void draft_invalidWhileTyping_writesNoErrorToTheConsole() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.open("rules?new");
            at.label("Value").pressSequentially("eighty");
            assertThat(at.label("Value")).hasAttribute("aria-invalid", "true");
            at.button("Save").click();
            assertThat(at.label("Id")).isFocused();
            assertThat(at.fixture.processor.alertRules()).isEmpty();
            at.isQuiet();
        }
    }

    @Test
    void trial_ofAnEarlierDraft_isMarked() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.heat("sensor_1");
            at.open("rules?new");
            fill(at, "too_hot");
            Locator trial = at.region("Trial");
            at.button("Try it over the recent history").click();
            assertThat(trial).containsText("It would have fired 1 time on 1 of 1 series");
            assertThat(trial.getByText("The draft has changed since this trial."))
                    .isHidden();
            at.label("Value").fill("200");
            assertThat(trial.getByText("The draft has changed since this trial."))
                    .isVisible();
            Accessibility.check(at.page);
            at.button("Try it over the recent history").click();
            assertThat(trial).containsText("It would have fired 0 times");
            assertThat(trial.getByText("The draft has changed since this trial."))
                    .isHidden();
            at.isQuiet();
        }
    }

    @Test
    void trial_severalSeries_statesTheRangeOfEach() {
        try (PageFixture at = PageFixture.open(browser)) {
            TelemetrySeries old = at.fixture.processor.series("old", "temperature");
            old.record(20, Instant.now().minusSeconds(7_200));
            old.record(20, Instant.now().minusSeconds(7_000));
            at.heat("sensor_1");
            at.open("rules?new");
            fill(at, "too_hot");
            at.button("Try it over the recent history").click();
            Locator rows = at.region("Trial").locator("tbody tr");
            assertThat(rows).hasCount(2);
            assertThat(rows.nth(0)).containsText(Pattern.compile("sensor_1 · temperature1\\s*61"));
            assertThat(rows.nth(1)).containsText(Pattern.compile("old · temperature0\\s*2"));
            assertThat(rows.nth(0).locator("time").first().getAttribute("datetime"))
                    .isNotEqualTo(rows.nth(1).locator("time").first().getAttribute("datetime"));
            at.isQuiet();
        }
    }

    /** A detector that finds a failure pattern at each run. */
    private static final class Alarmist implements PatternDetector {
        private int found;

        @Override
        public String name() {
            return "alarmist";
        }

        @Override
        public void detect(DetectionContext context) {
            found++;
            context.report(FailurePattern.builder()
                    .patternId("p-" + found)
                    .failureType(FailureType.TREND)
                    .source("sensor_1")
                    .type("temperature")
                    .confidence(1)
                    .severity(1)
                    .description("it rises")
                    .timestamp(context.now())
                    .build());
        }
    }

    @Test
    void trial_whileFailureDetectionAlerts_countsOnlyTheDraft() {
        try (PageFixture at = new PageFixture(
                browser,
                new ServerFixture()
                        .config(PageFixture.quick())
                        .detectors(new Alarmist())
                        .start())) {
            at.heat("sensor_1");
            at.open("alerts");
            assertThat(at.region("List")).containsText("it rises");
            at.open("rules?new");
            fill(at, "too_hot");
            at.button("Try it over the recent history").click();
            assertThat(at.region("Trial")).containsText("It would have fired 1 time on 1 of 1 series");
            assertThat(at.region("Trial")).not().containsText("it rises");
            at.isQuiet();
        }
    }

    @Test
    void seriesPicker_star_matchesAnyText() {
        try (PageFixture at = PageFixture.open(browser)) {
            for (String source : new String[] {"pump_a_1", "pump_b_1", "pump_b_2", "fan_1"}) {
                at.fixture.processor.series(source, "pressure").record(1);
            }
            at.fixture.flush();
            at.open("series");
            at.label("Find a series").fill("pump_*_1");
            assertThat(at.region("Find").locator(".result")).hasCount(2);
            at.label("Find a series").fill("*");
            assertThat(at.region("Find").locator(".result")).hasCount(4);
            at.isQuiet();
        }
    }
}
