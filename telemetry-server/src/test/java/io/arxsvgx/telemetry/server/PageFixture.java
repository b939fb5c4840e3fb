// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The page of a real server in a real browser, used through visible texts and accessible names. */
final class PageFixture implements AutoCloseable {
    private static final Path SHOTS = Path.of("target", "screenshots");

    final ServerFixture fixture;
    final Page page;
    private final BrowserContext window;
    /** The errors and warnings that the browser logged. */
    private final List<String> complaints = new ArrayList<>();

    PageFixture(Browser browser, ServerFixture fixture) {
        this(browser, fixture, 1280, 860, ColorScheme.LIGHT);
    }

    PageFixture(Browser browser, ServerFixture fixture, int width, int height, ColorScheme scheme) {
        this.fixture = fixture;
        window = browser.window(width, height, scheme);
        page = window.newPage();
        page.setDefaultTimeout((double) ServerFixture.LONG.toMillis());
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Opens the page of a new server without events. */
    static PageFixture open(Browser browser) {
        return new PageFixture(browser, new ServerFixture().config(quick()).start());
    }

    static TelemetryConfig.Builder quick() {
        return TelemetryConfig.builder().processingInterval(Duration.ofMillis(200));
    }

    static AlertRule hot() {
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

    static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    /** Records a minute of temperatures that end in a breach, one per second up to now. */
    void heat(String source) {
        TelemetrySeries series = fixture.processor.series(source, "temperature");
        Instant begin = Instant.now().minusSeconds(60);
        for (int i = 0; i <= 60; i++) {
            series.record(60 + 5 * Math.sin(i / 5.0) + (i > 45 ? 30 : 0), begin.plusSeconds(i));
        }
        fixture.flush();
    }

    /** Opens a view, such as {@code alerts}, and waits for its heading. */
    PageFixture open(String view) {
        page.navigate(url("#/" + view));
        page.locator("main h1").waitFor();
        return this;
    }

    String url(String path) {
        return "http://127.0.0.1:" + fixture.server.dashboardPort() + "/" + path;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    Locator label(String name) {
        return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }

    /** Returns a part of the page by its accessible name. */
    Locator region(String name) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** Waits until a text is visible. */
    void sees(String text) {
        page.getByText(text).first().waitFor();
    }

    void shot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Discards messages that a test has caused on purpose, such as those of a stopped server. */
    void forgive() {
        complaints.clear();
    }

    /** Fails if the browser logged an error or a warning. */
    void isQuiet() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        window.close();
        fixture.close();
    }
}
