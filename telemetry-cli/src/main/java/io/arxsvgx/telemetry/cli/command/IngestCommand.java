// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import io.arxsvgx.telemetry.cli.client.ServerOptions;
import io.arxsvgx.telemetry.cli.events.EventFile;
import io.arxsvgx.telemetry.cli.events.Ingestion;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.OutputOptions;
import io.arxsvgx.telemetry.cli.output.Progress;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.ExitCode;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that ingests a file of events into a server. */
@Command(
        name = "ingest",
        header = "Ingest the events of a file into a server.",
        description = {
            "%nReads FILE event by event, with constant memory, and sends the events in blocks. A bad line is reported as"
                    + " FILE:LINE:COLUMN: REASON and skipped; the exit code is then 1. When the server's ingest buffer is full,"
                    + " the command waits and continues after the last accepted event.",
            "%nThe file name determines the format: .json is one object, or an array of objects; .csv is a table whose first row"
                    + " names the columns source, type, value and optionally timestamp and status; a column label.NAME is a label, and"
                    + " all other columns are attributes; any other name is one JSON object per line. All formats may be compressed with gzip."
        },
        footer = {
            "%nExamples:",
            "  telemetry ingest data.json",
            "  telemetry ingest data.csv.gz --rate 5000",
            "  tail -f app.ndjson | telemetry ingest -"
        })
public final class IngestCommand implements Callable<Integer> {
    private static final double MAX_RATE = 1e9;

    private final CliContext shell;

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "FILE", description = "File of events; - is the standard input.")
    private String file = "";

    @Option(names = "--delay", paramLabel = "SECONDS", description = "Pause between two events. Default: 0.")
    private @Nullable Double delay;

    @Option(names = "--rate", paramLabel = "N", description = "Events per second. Default: unlimited.")
    private @Nullable Double rate;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Format: json, ndjson or csv. Default: according to the file name; ndjson for the standard input.")
    private EventFile.@Nullable Format format;

    @Option(names = "--strict", description = "Stop at the first bad line.")
    private boolean strict;

    /** Creates the command. */
    public IngestCommand(CliContext shell) {
        this.shell = shell;
        server = new ServerOptions(shell);
    }

    @Override
    public Integer call() {
        Ingestion.Result result = run(perSecond());
        report(result);
        return result.bad() > 0 || result.interrupted() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private Ingestion.Result run(double perSecond) {
        try (EventFile events = EventFile.open(file, format, shell.in());
                Progress progress = Progress.of(shell, "ingest", events.size(), 1 << 20, "MiB")) {
            var client = server.client();
            client.get("/rules"); // report an unavailable server before a file of gigabytes is read
            return new Ingestion(shell, client, events, perSecond, strict, progress).run();
        }
    }

    private double perSecond() {
        if (delay != null && rate != null) {
            throw CliException.usage("--delay and --rate are mutually exclusive; give one of them");
        }
        if (delay != null && !(delay >= 0 && delay <= 86_400)) {
            throw CliException.usage("--delay: expected seconds from 0 to 86400, got " + delay);
        }
        if (rate != null && !(rate > 0 && rate <= MAX_RATE)) {
            throw CliException.usage("--rate: expected a number of events above 0 and at most 1000000000, got " + rate);
        }
        return rate != null ? rate : delay != null && delay > 0 ? 1 / delay : Double.POSITIVE_INFINITY;
    }

    private void report(Ingestion.Result result) {
        if (output.isJson()) {
            shell.print(String.format(
                    Locale.ROOT,
                    "{\"file\":%s,\"accepted\":%d,\"bad\":%d,\"waits\":%d,\"interrupted\":%b,\"seconds\":%.3f}",
                    quoted(file),
                    result.accepted(),
                    result.bad(),
                    result.waits(),
                    result.interrupted(),
                    result.time().toNanos() / 1e9));
            return;
        }
        shell.print(Formats.count(result.accepted(), "event") + " ingested in " + Formats.duration(result.time()) + " ("
                + Formats.count(Formats.rate(result.accepted(), result.time())) + "/s)"
                + (result.bad() > 0 ? ", " + Formats.count(result.bad(), "bad line") : "")
                + (result.waits() > 0 ? ", waited " + Formats.count(result.waits(), "time") + " for a full buffer" : "")
                + (result.strictStop() ? "; stopped at the first bad line" : "")
                + (result.interrupted() ? "; interrupted" : ""));
    }

    private static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }
}
