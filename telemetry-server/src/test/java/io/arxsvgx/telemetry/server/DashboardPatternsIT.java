// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the failure patterns and of the risks of many components. */
class DashboardPatternsIT {
    private static final int COMPONENTS = 40;

    @RegisterExtension
    private static final Browser browser = new Browser();

    /** A detector that finds one pattern and assesses many components, of which few are at risk. */
    private static final class Assessor implements PatternDetector {
        private final int atRisk;
        private boolean isFound;

        Assessor(int atRisk) {
            this.atRisk = atRisk;
        }

        @Override
        public String name() {
            return "assessor";
        }

        @Override
        public void detect(DetectionContext context) {
            for (int i = 0; i < COMPONENTS; i++) {
                double risk = i < atRisk ? 0.9 - i / 100.0 : 0;
                List<String> words = i < atRisk ? List.of("machine_" + i + "/bytes rises by 1840000.0") : List.of();
                context.report(
                        new RiskAssessment("machine_" + i, risk, Map.of("anomalies", risk), words, context.now()));
            }
            if (!isFound) {
                isFound = true;
                context.report(FailurePattern.builder()
                        .patternId("p-1")
                        .failureType(FailureType.ANOMALY)
                        .source("machine_0")
                        .type("bytes")
                        .confidence(1)
                        .severity(1)
                        .description("machine_0/bytes has outliers (max 1840000.0)")
                        .timestamp(context.now())
                        .build());
            }
        }
    }

    private static PageFixture window(int atRisk, int width) {
        ServerFixture fixture = new ServerFixture()
                .config(PageFixture.quick())
                .detectors(new Assessor(atRisk))
                .start();
        return new PageFixture(browser, fixture, width, 800, ColorScheme.LIGHT);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1440})
    void risks_ofManyComponents_leaveThePatternsInSight(int width) {
        try (PageFixture at = window(12, width)) {
            at.fixture.processor.series("machine_0", "bytes").record(1_840_000);
            at.fixture.flush();
            at.open("patterns");
            Locator risks = at.region("Risk by component");
            Locator rows = risks.locator("tbody tr");
            assertThat(rows).hasCount(10);
            assertThat(rows.first()).containsText("machine_0");
            assertThat(risks).containsText("Not shown: 30 components with a risk of at most 81 %.");
            assertThat(at.page.locator(".pattern")).hasCount(1);
            assertThat(((Number) at.page.evaluate("document.documentElement.scrollWidth")).intValue())
                    .isLessThanOrEqualTo(width);
            Accessibility.check(at.page);
            at.button("Show all 40").click();
            assertThat(rows).hasCount(COMPONENTS);
            at.button("Show the highest only").click();
            assertThat(rows).hasCount(10);
            at.isQuiet();
        }
    }

    @Test
    void risks_allZero_areCountedOnly() {
        try (PageFixture at = window(0, 1440)) {
            at.fixture.processor.series("machine_0", "bytes").record(1);
            at.fixture.flush();
            at.open("patterns");
            assertThat(at.region("Risk by component")).containsText("Not shown: 40 components without risk.");
            assertThat(at.region("Risk by component").locator("table")).isHidden();
            Accessibility.check(at.page);
            at.isQuiet();
        }
    }

    @Test
    void numbers_inFindings_areShort() {
        try (PageFixture at = window(1, 1440)) {
            at.fixture.processor.series("machine_0", "bytes").record(1_840_000);
            at.fixture.flush();
            at.open("patterns");
            assertThat(at.page.locator(".pattern")).containsText("machine_0/bytes has outliers (max 1.84M)");
            assertThat(at.region("Risk by component")).containsText("machine_0/bytes rises by 1.84M");
            at.open("alerts");
            Locator entry = at.region("List").locator("li a").first();
            assertThat(entry).containsText("outliers (max 1.84M)");
            entry.click();
            assertThat(at.region("Alert").locator("h2")).containsText("outliers (max 1.84M)");
            at.isQuiet();
        }
    }
}
