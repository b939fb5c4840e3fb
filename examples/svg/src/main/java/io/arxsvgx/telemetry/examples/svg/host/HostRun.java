// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.examples.svg.demo.AlertPrinter;
import io.arxsvgx.telemetry.examples.svg.demo.DemoClock;
import io.arxsvgx.telemetry.examples.svg.demo.DemoConsole;
import io.arxsvgx.telemetry.examples.svg.demo.DemoPace;
import io.arxsvgx.telemetry.examples.svg.demo.DemoProgress;
import io.arxsvgx.telemetry.examples.svg.demo.DemoSettings;
import io.arxsvgx.telemetry.examples.svg.demo.DemoTimes;
import io.arxsvgx.telemetry.examples.svg.demo.RunSummary;
import io.arxsvgx.telemetry.examples.svg.parser.StaxSvgParser;
import io.arxsvgx.telemetry.examples.svg.parser.SvgDocument;
import io.arxsvgx.telemetry.examples.svg.parser.SvgParseException;
import io.arxsvgx.telemetry.examples.svg.parser.SvgParser;
import io.arxsvgx.telemetry.examples.svg.parser.TelemetrySvgParser;
import io.arxsvgx.telemetry.examples.svg.viewport.BoundedViewportManager;
import io.arxsvgx.telemetry.examples.svg.viewport.TelemetryViewportManager;
import io.arxsvgx.telemetry.examples.svg.viewport.ViewportLimits;
import io.arxsvgx.telemetry.examples.svg.viewport.ViewportManager;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run of the demo: some rounds over all files, then calm until no alert fires. Used once. Not thread-safe. */
final class HostRun {
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);
    private static final int CALM_STEP_MILLIS = 4;
    private static final int MIN_NORMAL_FILES = 20;
    private static final int SHOWN_BROKEN = 4;
    private static final int ALL_ALERTS = 10_000;

    private final DemoSettings settings;
    private final DemoTimes times;
    private final TelemetryProcessor processor;
    private final DemoConsole console;
    private final AlertPrinter printer;
    private final DemoClock clock;
    private final SvgParser parser;
    private final ViewportTour tour;
    private final DemoProgress progress;
    private long files;
    private long broken;

    HostRun(
            DemoSettings settings,
            DemoClock clock,
            TelemetryProcessor processor,
            DemoConsole console,
            AlertPrinter printer) {
        this.settings = settings;
        this.clock = clock;
        this.times = DemoTimes.of(settings.length());
        this.processor = processor;
        this.console = console;
        this.printer = printer;
        parser = TelemetrySvgParser.wrap(StaxSvgParser.create(), processor);
        ViewportManager viewport = BoundedViewportManager.create(ViewportTour.SCREEN_WIDTH, ViewportTour.SCREEN_HEIGHT);
        tour = new ViewportTour(TelemetryViewportManager.wrap(viewport, processor), settings.seed());
        progress = DemoProgress.start(settings, processor, console, clock);
    }

    RunSummary run(List<SvgFile> icons) {
        List<AlertRule> rules =
                HostRules.all(times.keepFiring(), ViewportLimits.defaults().maxZoom(), HostRules.ACTION);
        rules.forEach(processor::addAlertRule);
        announce(icons, rules);
        beBusy(icons);
        calmDown(icons);
        return finish(rules);
    }

    private void announce(List<SvgFile> icons, List<AlertRule> rules) {
        console.line("SVG host: " + icons.size() + " files, including broken and growing ones, for "
                + settings.length().toSeconds() + " s");
        rules.forEach(rule -> console.line(
                "  rule " + rule.id() + ": " + rule.condition() + ' ' + HostRules.describe(rule.parameters())));
    }

    private void beBusy(List<SvgFile> icons) {
        List<TourStep> steps = new ArrayList<>();
        for (int round = 0; round < times.rounds(); round++) {
            steps.addAll(Round.steps(icons, round, settings.seed()));
        }
        long weight = steps.stream().mapToLong(TourStep::weight).sum();
        var pace = DemoPace.until(clock, times.busyUntil(), weight);
        for (TourStep step : steps) {
            if (!pace.awaitStep(step.weight())) {
                return;
            }
            visit(step.file().get(), step.kind());
        }
    }

    /** Parses good files only, at a slow pace, until every alert has been resolved or the time is over. */
    private void calmDown(List<SvgFile> icons) {
        Duration calm = times.calmUntil().minus(clock.passed());
        var pace = DemoPace.until(clock, times.calmUntil(), calm.toMillis() / CALM_STEP_MILLIS);
        for (int i = 0; pace.awaitStep(1); i++) {
            visit(icons.get(i % icons.size()), TourStep.Kind.ICON);
            if (i >= MIN_NORMAL_FILES
                    && processor.flush(FLUSH_LIMIT)
                    && processor.metrics().activeAlerts() == 0) {
                return;
            }
        }
    }

    private void visit(SvgFile file, TourStep.Kind kind) {
        files++;
        try {
            SvgDocument document = parser.parse(file.content());
            if (kind == TourStep.Kind.CLOSE_LOOK) {
                tour.closeLook(document);
            } else {
                tour.glance(document);
            }
        } catch (SvgParseException e) {
            report(file, e);
        }
        progress.tick(files, broken);
    }

    private void report(SvgFile file, SvgParseException e) {
        broken++;
        if (broken <= SHOWN_BROKEN) {
            console.line("  broken: " + file.name() + ": " + e.getMessage());
        }
    }

    /** Removes the rules, which resolves alerts that are still open after a short run. */
    private RunSummary finish(List<AlertRule> rules) {
        rules.forEach(rule -> processor.removeAlertRule(rule.id()));
        processor.flush(FLUSH_LIMIT);
        processor.stop();
        processor.alerts(ALL_ALERTS).forEach(printer::handle);
        console.line(files - broken + " files were good, " + broken + " broken");
        ProcessorMetrics metrics = processor.metrics();
        return new RunSummary(
                files,
                metrics.accepted() + metrics.dropped(),
                metrics.accepted(),
                metrics.processed(),
                metrics.dropped(),
                printer.fired(),
                printer.resolved());
    }
}
