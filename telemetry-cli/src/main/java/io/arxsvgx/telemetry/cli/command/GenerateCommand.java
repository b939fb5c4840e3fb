// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.command;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.cli.client.LabelOption;
import io.arxsvgx.telemetry.cli.events.EventFile;
import io.arxsvgx.telemetry.cli.events.EventWriter;
import io.arxsvgx.telemetry.cli.events.SimulatedSensors;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.Progress;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.ExitCode;
import io.arxsvgx.telemetry.cli.shell.FileErrors;
import io.arxsvgx.telemetry.text.LabelLimits;
import io.arxsvgx.telemetry.text.LabelSet;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that writes simulated events. */
@Command(
        name = "generate",
        header = "Write a file of simulated events.",
        description = {
            "%nWrites events of simulated sensors: a level with noise, on which the default rules do not fire, and anomalies"
                    + " that make one of them fire, which are marked in the meta of their events. The file name determines the"
                    + " format, as for ingest: .json, .ndjson, .jsonl or .csv; with the extension .gz the file is compressed.",
            "%nThe events of a sensor are one second apart and end now. With --seed the file is the same each time, and begins"
                    + " at 2026-01-01T00:00:00Z. With --delay each event is written at its time."
        },
        footer = {
            "%nExamples:",
            "  telemetry generate data.json --count 1000",
            "  telemetry generate data.csv --sources pump,fan --types temperature,rpm --seed 7",
            "  telemetry generate - --count 100000 --delay 0.01 | telemetry ingest -"
        })
public final class GenerateCommand implements Callable<Integer> {
    private static final Instant SEEDED_START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PROGRESS_EVERY = 1_000;
    /** The number of anomalies that a reader can look at one by one. */
    private static final double DEFAULT_ANOMALIES = 5;

    private static final double DEFAULT_SHARE = 0.01;

    private final CliContext shell;

    @Parameters(paramLabel = "FILE", description = "File to write; - is the standard output, as NDJSON.")
    private String file = "";

    @Option(names = "--count", paramLabel = "N", defaultValue = "100", description = "Number of events. Default: 100.")
    private long count = 100;

    @Option(
            names = "--sources",
            paramLabel = "NAMES",
            defaultValue = "3",
            description = "Sources: names, separated by commas, or a number of sensors. Default: 3.")
    private String sources = "3";

    @Option(
            names = "--types",
            paramLabel = "NAMES",
            defaultValue = "temperature,pressure,vibration",
            description = "Types, separated by commas. Default: temperature,pressure,vibration.")
    private String types = "";

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "Label of every series, such as site=north. Repeatable.")
    private List<String> labels = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random numbers. Default: random.")
    private @Nullable Long seed;

    @Option(
            names = "--anomalies",
            paramLabel = "SHARE",
            description =
                    "Share of events that begin an anomaly, from 0 to 1. Default: five anomalies in total, at most one for"
                            + " each 100 events.")
    private @Nullable Double anomalies;

    @Option(
            names = "--delay",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Pause between two events, each of which has the time at which it is written. Default: 0.")
    private double delay;

    /** Creates the command. */
    public GenerateCommand(CliContext shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        check();
        long chosen = seed != null ? seed : new Random().nextLong(1_000_000_000);
        SimulatedSensors sensors =
                new SimulatedSensors(sourceNames(), names("--types", List.of(types.split(",", -1))), share(), chosen);
        long written;
        try (EventWriter out = new EventWriter(
                        target(), format(), LabelOption.parse(labels).keySet());
                Progress progress = Progress.of(shell, "generate", count, 1, "")) {
            written = write(sensors, out, progress);
        } catch (IOException e) {
            throw CliException.failed("cannot write " + file + ": " + FileErrors.reason(Path.of(file), e), e);
        }
        if (!file.equals(EventFile.STANDARD_INPUT)) {
            shell.print(Formats.count(written, "event") + " of " + Formats.count(sensors.size(), "sensor")
                    + " written to " + file + " (seed " + chosen + ")");
        }
        return written == count ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void check() {
        if (count < 0) {
            throw CliException.usage("--count: expected a whole number of at least 0, got " + count);
        }
        String problem = LabelLimits.problem(LabelOption.parse(labels));
        if (problem != null) {
            throw CliException.usage("--label: " + problem);
        }
        if (!(delay >= 0 && delay <= 86_400)) {
            throw CliException.usage("--delay: expected seconds from 0 to 86400, got " + delay);
        }
    }

    private double share() {
        if (anomalies == null) {
            return Math.min(DEFAULT_SHARE, DEFAULT_ANOMALIES / Math.max(1, count));
        }
        if (!(anomalies >= 0 && anomalies <= 1)) {
            throw CliException.usage("--anomalies: expected a number from 0 to 1, got " + anomalies);
        }
        return anomalies;
    }

    private List<String> sourceNames() {
        if (sources.matches("[0-9]+")) {
            int number = sources.length() > 7 ? 0 : Integer.parseInt(sources);
            if (number < 1 || number > 1_000_000) {
                throw CliException.usage("--sources: expected names, or a number from 1 to 1000000, got " + sources);
            }
            return SimulatedSensors.names(number);
        }
        return names("--sources", List.of(sources.split(",", -1)));
    }

    /** Checks names of sources or types. */
    private static List<String> names(String option, List<String> names) {
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw CliException.usage(option + ": expected names separated by commas, got an empty name");
        }
        for (String name : names) {
            if (Collections.frequency(names, name) > 1) {
                throw CliException.usage(option + ": duplicate name \"" + name + "\"");
            }
            try {
                TelemetryEvent.of(name, name, 0);
            } catch (IllegalArgumentException e) {
                throw CliException.usage(option + ": " + e.getMessage());
            }
        }
        return names;
    }

    private EventFile.Format format() {
        return EventFile.Format.of(file);
    }

    private OutputStream target() throws IOException {
        if (file.equals(EventFile.STANDARD_INPUT)) {
            return new KeptOpen(shell.out());
        }
        OutputStream out = Files.newOutputStream(Path.of(file));
        return file.toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
    }

    private long write(SimulatedSensors sensors, EventWriter out, Progress progress) throws IOException {
        long rounds = (count + sensors.size() - 1) / sensors.size();
        Instant begin = seed != null ? SEEDED_START : Instant.now().minusSeconds(rounds);
        Duration pause = Duration.ofNanos((long) (delay * 1e9));
        Map<String, String> common = LabelSet.of(LabelOption.parse(labels));
        for (long i = 0; i < count; i++) {
            boolean isPaced = !pause.isZero();
            if ((i > 0 && isPaced) ? shell.stop().await(pause) : shell.stop().isRequested()) {
                return i;
            }
            TelemetryEvent event = sensors.next(isPaced ? Instant.now() : begin.plusSeconds(i / sensors.size()));
            out.write(common.isEmpty() ? event : labelled(event, common));
            if (isPaced) {
                out.flush();
            }
            if (shell.out().checkError()) {
                return i;
            }
            if (isPaced || i % PROGRESS_EVERY == 0) {
                progress.at(i, i);
            }
        }
        progress.at(count, count);
        return count;
    }

    private static TelemetryEvent labelled(TelemetryEvent event, Map<String, String> labels) {
        TelemetryEvent.Builder copy = TelemetryEvent.builder()
                .timestamp(event.timestamp())
                .source(event.source())
                .type(event.type())
                .value(event.value())
                .status(event.status())
                .labels(labels);
        event.attributes().forEach(copy::attribute);
        return copy.build();
    }

    /** A stream that leaves the standard output open when the file is closed. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
