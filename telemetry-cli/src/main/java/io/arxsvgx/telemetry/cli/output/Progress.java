// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.output;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A display of progress: a bar on a terminal, a line every ten seconds elsewhere. Confined to one thread.
 */
public final class Progress implements AutoCloseable {
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

    private final CliContext shell;
    private final String task;
    private final long begun = System.nanoTime();
    private final @Nullable ProgressBar bar;
    private long nextLine = LINE_NANOS;

    private Progress(CliContext shell, String task, @Nullable ProgressBar bar) {
        this.shell = shell;
        this.task = task;
        this.bar = bar;
    }

    /**
     * Starts a display.
     *
     * @param shell the environment of the run
     * @param task the name of the task
     * @param all the amount of work; less than 1 if unknown
     * @param unit the size of the displayed unit
     * @param unitName the name of the unit
     * @return a display at zero
     */
    public static Progress of(CliContext shell, String task, long all, long unit, String unitName) {
        if (!shell.errIsTerminal()) {
            return new Progress(shell, task, null);
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(all < 1 ? -1 : all)
                .setUnit(unitName, unit)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(shell.err(), shell.columns()))
                .build();
        return new Progress(shell, task, bar);
    }

    /**
     * Shows the amount of completed work.
     *
     * @param done the completed amount
     * @param count the number of events
     */
    public void at(long done, long count) {
        long passed = System.nanoTime() - begun;
        String rate = Formats.count(Formats.rate(count, Duration.ofNanos(passed))) + "/s";
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(" " + rate);
        } else if (passed > nextLine) {
            nextLine += LINE_NANOS;
            shell.complain(task + ": " + Formats.count(count, "event") + " so far, " + rate);
        }
    }

    /**
     * Prints a message without disturbing the bar.
     *
     * @param line one line
     */
    public void complain(String line) {
        if (bar != null) {
            shell.err().print('\r' + " ".repeat(shell.columns() - 1) + '\r');
        }
        shell.complain(line);
    }

    /**
     * Returns the elapsed time.
     *
     * @return the time since the start
     */
    public Duration passed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
