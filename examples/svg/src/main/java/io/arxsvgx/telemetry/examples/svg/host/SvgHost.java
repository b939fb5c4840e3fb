// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.examples.svg.demo.AlertPrinter;
import io.arxsvgx.telemetry.examples.svg.demo.DemoClock;
import io.arxsvgx.telemetry.examples.svg.demo.DemoConsole;
import io.arxsvgx.telemetry.examples.svg.demo.DemoSettings;
import io.arxsvgx.telemetry.examples.svg.demo.RunSummary;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host with embedded telemetry: it parses two thousand SVG files, including broken and growing ones, displays each in
 * a viewport, prints every alert when it fires and when it is resolved, and serves the live page meanwhile. It ends
 * automatically; the system property {@code demo.seconds} limits its time.
 */
public final class SvgHost {
    private static final int DONE = 0;
    private static final int USAGE = 2;

    private SvgHost() {}

    /**
     * Runs the demo on the standard output. Ends the process with exit code 2 if {@code demo.seconds} is invalid.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        int exitCode = run(System.getProperty(DemoSettings.SECONDS), System.out, System.err);
        if (exitCode != DONE) {
            System.exit(exitCode);
        }
    }

    static int run(@Nullable String seconds, PrintStream out, PrintStream err) {
        DemoSettings settings;
        try {
            settings = DemoSettings.of(seconds, DemoConsole.isTerminal());
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        }
        run(settings, TelemetryConfig.defaults(), out);
        return DONE;
    }

    static RunSummary run(DemoSettings settings, TelemetryConfig config, PrintStream out) {
        List<SvgFile> icons = SvgFiles.load();
        SvgWarmUp.parse(icons);
        var console = DemoConsole.on(out, settings.rewritesProgress());
        try (TelemetryProcessor processor = TelemetryProcessor.create(config);
                LivePage page = LivePage.of(processor)) {
            var clock = DemoClock.start(TimeSource.system());
            var printer = AlertPrinter.on(console, clock);
            processor.registerAction(HostRules.ACTION, printer);
            processor.subscribe(printer);
            processor.start();
            console.line("live page during the run: " + page.open());
            RunSummary summary = new HostRun(settings, clock, processor, console, printer).run(icons);
            console.line(summary.toString());
            return summary;
        }
    }
}
