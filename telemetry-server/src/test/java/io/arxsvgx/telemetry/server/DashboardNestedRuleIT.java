// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of the form of a rule whose parameters consist of parts: conditions, selections, levels, lists and flags. */
class DashboardNestedRuleIT {
    @RegisterExtension
    private static final Browser browser = new Browser();

    /** A condition over selected events, with a list of texts and a flag. */
    private static final class Share implements ConditionProvider {
        @Override
        public String kind() {
            return "share";
        }

        @Override
        public String description() {
            return "A share of events.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    Parameter.of("selected", Parameter.Type.SELECTION, "The events.")
                            .asRequired(),
                    Parameter.of("names", Parameter.Type.TEXTS, "Names."),
                    Parameter.flag("strict", "Whether it is strict."),
                    Parameter.number("share", "The share.").within(0, 1).withDefault(0.5));
        }

        @Override
        public SeriesEvaluator evaluator(List<AlertRule> rules) {
            throw new IllegalStateException("this condition does not evaluate");
        }
    }

    private static PageFixture window(int width) {
        ServerFixture fixture = new ServerFixture()
                .config(PageFixture.quick())
                .conditions(new Share())
                .start();
        return new PageFixture(browser, fixture, width, 800, width < 500 ? ColorScheme.DARK : ColorScheme.LIGHT);
    }

    private static Locator group(PageFixture at, String name) {
        return at.page.getByRole(
                AriaRole.GROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator in(Locator group, String label) {
        return group.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static JsonNode rule(PageFixture at, String id) {
        return at.fixture.get("/rules/" + id).json();
    }

    private static String parameters(PageFixture at, String id) {
        return rule(at, id).path("parameters").toString();
    }

    /** Saves a rule that is opened and not changed. */
    private static void saveAgain(PageFixture at, String id) {
        at.open("rules/" + id);
        at.button("Save").click();
        at.region("Rules").waitFor();
    }

    @Test
    void trialOfAConditionOnStatuses_saysWhyItIsNotPossible() {
        try (PageFixture at = window(1280)) {
            at.heat("sensor_1");
            at.fixture.processor.addAlertRule(AlertRule.builder("failed")
                    .condition("status_ratio")
                    .parameter("field", "temperature")
                    .parameter("status", List.of("FAILED"))
                    .parameter("within", 60)
                    .parameter("operator", ">")
                    .parameter("value", 0.5)
                    .build());
            at.open("rules/failed");
            at.button("Try it over the recent history").click();
            assertThat(at.page.getByText("the kept values have no statuses")).isVisible();
            assertThat(at.page.locator("[aria-invalid=true]")).isFocused();
            assertThat(at.region("Trial")).isHidden();
            Accessibility.check(at.page);
        }
    }

    @Test
    void composedRule_faultsAreBesideTheirFields_isSavedAndEditedUnchanged() {
        try (PageFixture at = window(1280)) {
            at.open("rules?new");
            at.label("Id").fill("busy");
            at.label("Condition").selectOption("all_of");
            Locator first = group(at, "Condition 1");
            in(first, "Field (optional)").fill("cpu");
            in(first, "Value").fill("90");
            at.button("Add a condition").click();
            Locator second = group(at, "Condition 2");
            assertThat(in(second, "Condition").first()).isFocused();
            in(second, "Condition").first().selectOption("not");
            Locator inner = group(at, "Condition 2.1");
            in(inner, "Field (optional)").fill("backup");
            in(inner, "Value").fill("none");
            assertThat(in(inner, "Value")).hasAttribute("aria-invalid", "true");
            assertThat(inner).containsText("expected a finite number, got \"none\"");
            assertThat(in(first, "Value")).not().hasAttribute("aria-invalid", "true");
            Accessibility.check(at.page);
            at.shot("nested-rule");
            at.button("Save").click();
            assertThat(in(inner, "Value")).isFocused();
            in(inner, "Value").fill("0");
            at.button("Save").click();
            assertThat(at.region("Rules")).containsText("All of (cpu above 90; not (backup above 0)).");
            assertThat(parameters(at, "busy"))
                    .isEqualTo(
                            "{\"conditions\":[{\"condition\":\"threshold\",\"parameters\":{\"field\":\"cpu\",\"operator\":\">\","
                                    + "\"value\":90}},{\"condition\":\"not\",\"parameters\":{\"conditions\":[{\"condition\":\"threshold\","
                                    + "\"parameters\":{\"field\":\"backup\",\"operator\":\">\",\"value\":0}}]}}]}");

            JsonNode saved = rule(at, "busy");
            saveAgain(at, "busy");
            assertThat(rule(at, "busy")).isEqualTo(saved);
            at.isQuiet();
        }
    }

    @Test
    void parts_movedRemovedAndLeft_keepTheFocusAndWhatWasEntered() {
        try (PageFixture at = window(360)) {
            at.open("rules?new");
            at.label("Condition").selectOption("sequence");
            in(group(at, "Condition 1"), "Field (optional)").fill("first");
            at.button("Add a condition").click();
            in(group(at, "Condition 2"), "Condition").first().selectOption("any_of");
            in(group(at, "Condition 2.1"), "Field (optional)").fill("second");
            at.button("Move up condition 2").click();
            assertThat(at.button("Move down condition 1")).isFocused();
            assertThat(in(group(at, "Condition 1.1"), "Field (optional)")).hasValue("second");
            assertThat(in(group(at, "Condition 2"), "Field (optional)")).hasValue("first");

            at.label("Condition").first().selectOption("absence");
            assertThat(group(at, "Condition 1")).hasCount(0);
            at.label("Condition").first().selectOption("sequence");
            assertThat(in(group(at, "Condition 1.1"), "Field (optional)")).hasValue("second");
            at.page.evaluate("location.hash = '#/overview'");
            at.sees("No events yet");
            at.page.goBack();
            at.sees("Your unsaved draft of");
            assertThat(in(group(at, "Condition 1.1"), "Field (optional)")).hasValue("second");
            assertThat(in(group(at, "Condition 2"), "Field (optional)")).hasValue("first");
            Accessibility.check(at.page);
            at.shot("nested-rule-narrow");
            assertThat(((Number) at.page.evaluate("document.documentElement.scrollWidth")).intValue())
                    .isLessThanOrEqualTo(360);

            at.button("Remove condition 1").click();
            assertThat(at.button("Remove condition 1")).isFocused();
            assertThat(in(group(at, "Condition 1"), "Field (optional)")).hasValue("first");
            at.button("Remove condition 1").click();
            assertThat(at.button("Add a condition")).isFocused();
            at.button("Save").click();
            assertThat(group(at, "Conditions")).containsText("expected a list of 1 to 32 conditions");
            at.isQuiet();
        }
    }

    @Test
    void selectionListAndFlag_areSavedAndEditedUnchanged() {
        try (PageFixture at = window(1280)) {
            at.open("rules?new");
            at.label("Id").fill("errors");
            at.label("Condition").selectOption("share");
            Locator selected = group(at, "Selected");
            in(selected, "Field (optional)").fill("requests");
            in(selected, "Status (optional)").fill("ERROR, TIMEOUT");
            in(selected, "Count").check();
            selected.getByText("Add a label").click();
            in(selected, "Selected: events with: label").fill("uri");
            in(selected, "Selected: events with: pattern").fill("x".repeat(1_025));
            at.label("Names (optional)").fill("a, b");
            at.label("Strict").check();
            at.button("Save").click();
            assertThat(in(selected, "Selected: events with: label")).isFocused();
            assertThat(selected).containsText("expected a pattern of at most 1024 characters");
            in(selected, "Selected: events with: pattern").fill("/api/*");
            at.button("Save").click();
            assertThat(at.region("Rules")).containsText("Share (selected field requests");
            assertThat(parameters(at, "errors"))
                    .isEqualTo(
                            "{\"selected\":{\"field\":\"requests\",\"match\":{\"uri\":\"/api/*\"},\"status\":[\"ERROR\",\"TIMEOUT\"],"
                                    + "\"count\":true},\"names\":[\"a\",\"b\"],\"strict\":true}");

            JsonNode saved = rule(at, "errors");
            saveAgain(at, "errors");
            assertThat(rule(at, "errors")).isEqualTo(saved);
            at.isQuiet();
        }
    }

    @Test
    void levels_faultsAreBesideTheirRows_andAnAlertShowsItsHighestSeverity() {
        try (PageFixture at = window(1280)) {
            at.open("rules?new");
            at.label("Id").fill("load");
            at.label("Field").fill("load");
            at.button("Add a level").click();
            assertThat(at.label("Level 1: severity")).isFocused();
            at.label("Level 1: limit").fill("80");
            at.button("Add a level").click();
            assertThat(at.label("Level 2: severity")).hasValue("critical");
            at.label("Level 2: limit").fill("much");
            assertThat(at.label("Level 2: limit")).hasAttribute("aria-invalid", "true");
            assertThat(at.label("Level 1: limit")).not().hasAttribute("aria-invalid", "true");
            at.label("Level 2: limit").fill("90");
            at.button("Save").click();
            assertThat(at.region("Rules")).containsText("load above 80 (warning), 90 (critical).");
            assertThat(parameters(at, "load"))
                    .isEqualTo(
                            "{\"field\":\"load\",\"operator\":\">\",\"levels\":[{\"severity\":\"warning\",\"value\":80},"
                                    + "{\"severity\":\"critical\",\"value\":90}]}");

            TelemetrySeries load = at.fixture.processor.series("pump", "load");
            load.record(95);
            load.record(85);
            at.fixture.flush();
            at.open("alerts");
            assertThat(at.region("List")).containsText("was critical");
            at.link("load").first().click();
            assertThat(at.region("Alert")).containsText("was critical");
            load.record(95);
            assertThat(at.region("Alert").getByText("was critical")).isHidden();
            at.isQuiet();
        }
    }
}
