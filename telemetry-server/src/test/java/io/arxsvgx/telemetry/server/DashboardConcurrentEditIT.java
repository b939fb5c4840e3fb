// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.arxsvgx.telemetry.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of two tabs that change the same rule or board: none overwrites the other unasked. */
class DashboardConcurrentEditIT {
    private static final String BOARD = "{\"title\":\"Hall\",\"widgets\":["
            + "{\"kind\":\"stat\",\"title\":\"One\"},{\"kind\":\"stat\",\"title\":\"Two\"}]}";

    @RegisterExtension
    private static final Browser browser = new Browser();

    /** Returns another tab of the same browser on a view. */
    private static Page tab(PageFixture at, String view) {
        Page other = at.page.context().newPage();
        other.setDefaultTimeout((double) ServerFixture.LONG.toMillis());
        other.navigate(at.url("#/" + view));
        return other;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Stops the page from asking the server for changes, as in a tab in the background. */
    private static void stopPolling(PageFixture at) {
        at.page.evaluate("Object.defineProperty(document, 'hidden', {value: true})");
    }

    private static double limit(PageFixture at) {
        return ((Number) at.fixture.processor.alertRules().get(0).parameters().get("value")).doubleValue();
    }

    private static List<String> titles(PageFixture at) {
        return at.fixture.get("/boards/hall").json().path("widgets").findValuesAsText("title");
    }

    @Test
    void rule_changedInAnotherTab_isOverwrittenOnlyWhenAskedFor() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.open("rules/high_temperature");
            at.label("Value").fill("70");
            Page other = tab(at, "rules/high_temperature");
            other.getByLabel("Value", new Page.GetByLabelOptions().setExact(true))
                    .fill("60");
            button(other, "Save").click();
            other.getByText("above 60").first().waitFor();

            at.button("Save").click();
            at.sees("This rule was changed meanwhile");
            Accessibility.check(at.page);
            assertThat(limit(at)).isEqualTo(60);
            at.button("Overwrite it").click();
            assertThat(at.region("Rules")).containsText("above 70");
            assertThat(limit(at)).isEqualTo(70);
        }
    }

    @Test
    void rule_changedInAnotherTab_isLoadedWhenAskedFor() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.open("rules/high_temperature");
            at.label("Value").fill("70");
            at.fixture.processor.addAlertRule(
                    PageFixture.hot().toBuilder().severity(Severity.INFO).build());
            at.button("Save").click();
            at.button("Load the other version").click();
            assertThat(at.label("Severity")).hasValue("info");
            assertThat(at.label("Value")).hasValue("80");
            assertThat(at.page.getByText("changed meanwhile")).hasCount(0);
            at.label("Value").fill("75");
            at.button("Save").click();
            assertThat(at.region("Rules")).containsText("above 75");
        }
    }

    @Test
    void rule_removedMeanwhile_saysSoAndIsSavedAgainWhenAskedFor() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.open("rules/high_temperature");
            at.label("Value").fill("70");
            at.fixture.processor.removeAlertRule("high_temperature");
            at.button("Save").click();
            at.sees("This rule was removed meanwhile");
            assertThat(at.fixture.processor.alertRules()).isEmpty();
            at.button("Save it again").click();
            assertThat(at.region("Rules")).containsText("above 70");
        }
    }

    @Test
    void rule_newWithAnIdThatExists_isNotReplaced() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.open("rules?new");
            at.label("Id").fill("high_temperature");
            at.label("Field").fill("temperature");
            at.label("Value").fill("1");
            at.button("Save").click();
            at.sees("already exists");
            assertThat(at.label("Id")).hasAttribute("aria-invalid", "true");
            assertThat(limit(at)).isEqualTo(80);
        }
    }

    @Test
    void rule_changedWhileTheListShowsIt_isNotSwitchedOff() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.processor.addAlertRule(PageFixture.hot());
            at.open("rules");
            at.button("Disable").waitFor();
            stopPolling(at);
            at.fixture.processor.addAlertRule(
                    PageFixture.hot().toBuilder().parameter("value", 95).build());
            at.button("Disable").click();
            at.sees("was changed meanwhile");
            assertThat(at.region("Rules")).containsText("above 95");
            assertThat(at.fixture.processor.alertRules().get(0).enabled()).isTrue();
            at.button("Disable").click();
            assertThat(at.region("Rules")).containsText("disabled");
            at.isQuiet();
        }
    }

    @Test
    void board_changedInAnotherTab_isOverwrittenOnlyWhenAskedFor() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.put("/boards/hall", BOARD);
            at.open("boards/hall");
            stopPolling(at);
            at.button("Arrange").click();
            Page other = tab(at, "boards/hall");
            button(other, "Arrange").click();
            button(other, "Move later One").click();
            other.getByText("Saved").waitFor();
            button(other, "Wider Two").click();
            other.getByText("Saved").waitFor();
            assertThat(titles(at)).containsExactly("Two", "One");

            at.button("Remove One").click();
            at.sees("This board was changed meanwhile");
            Accessibility.check(at.page);
            assertThat(titles(at)).containsExactly("Two", "One");
            at.button("Overwrite it").click();
            at.sees("Saved");
            assertThat(titles(at)).containsExactly("Two");
            at.button("Undo").click();
            at.page.waitForCondition(() -> titles(at).equals(List.of("One", "Two")));
        }
    }

    @Test
    void board_changedWhileTheListShowsIt_isNotRemoved() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.put("/boards/hall", BOARD);
            at.open("boards").sees("Hall");
            at.fixture.put("/boards/hall", BOARD.replace("Hall", "Great hall"));
            at.button("Remove").click();
            Locator confirm = at.dialog().getByRole(AriaRole.BUTTON, PageFixture.named("Remove"));
            confirm.click();
            at.sees("The board Hall was changed meanwhile");
            assertThat(at.region("Boards")).containsText("Great hall");
            assertThat(titles(at)).hasSize(2);
            at.button("Remove").click();
            confirm.click();
            at.sees("No boards yet.");
            at.isQuiet();
        }
    }

    @Test
    void board_changedInAnotherTab_isFollowedWhileNothingIsUnsaved() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.put("/boards/hall", BOARD);
            at.open("boards/hall");
            assertThat(at.region("One")).isVisible();
            at.fixture.put("/boards/hall", BOARD.replace("Two", "Three"));
            assertThat(at.region("Three")).isVisible();
            at.button("Arrange").click();
            at.button("Wider Three").click();
            at.sees("Saved");
            assertThat(titles(at)).containsExactly("One", "Three");
            at.isQuiet();
        }
    }

    @Test
    void board_changedInAnotherTab_isLoadedWhenAskedFor() {
        try (PageFixture at = PageFixture.open(browser)) {
            at.fixture.put("/boards/hall", BOARD);
            at.open("boards/hall");
            stopPolling(at);
            at.button("Arrange").click();
            at.fixture.put("/boards/hall", BOARD.replace("Two", "Three"));
            at.button("Remove One").click();
            at.button("Load the other version").click();
            assertThat(at.region("Three")).isVisible();
            assertThat(at.region("One")).isVisible();
            at.button("Wider Three").click();
            at.sees("Saved");
            assertThat(titles(at)).containsExactly("One", "Three");
        }
    }
}
