// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.web.FakeNotifier;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.testsupport.GeneratedBlock;
import io.arxsvgx.testsupport.RequestBodies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics in docs/reference/metrics.md are generated from what the server exports; see {@link GeneratedBlock}. */
class MetricsReferenceTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path REFERENCE = DOCS.resolve("reference/metrics.md");
    private static final Path HOW_TO = DOCS.resolve("how-to/scrape-with-prometheus.md");
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (.*)");
    private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");
    private static final Pattern NAME = Pattern.compile("\\btelemetry_[a-z_]+");
    private static final Set<String> WITHIN_FAMILIES = Set.of("le", "quantile");

    @TempDir
    private Path folder;

    @AutoClose
    private final WebFixture fixture = new WebFixture();

    /** What is known of one family. */
    private static final class Family {
        String help = "";
        String type = "";
        final Set<String> labels = new TreeSet<>();
    }

    private Map<String, Family> families() {
        FakeNotifier notifier = new FakeNotifier();
        notifier.receiver(FakeNotifier.failing("ops"));
        fixture.store(() -> SqliteAlertStore.open(folder.resolve("alerts.db")))
                .notifier(notifier)
                .start();
        fixture.post("/rules", RequestBodies.rule("hot"));
        // a firing alert, whose metric has no sample otherwise
        fixture.processor.ingest(TelemetryEvent.builder()
                .source("pump")
                .type("temperature")
                .label("NAME", "x")
                .value(90)
                .build());
        fixture.processor.flush(Duration.ofSeconds(10));
        Map<String, Family> families = new LinkedHashMap<>();
        Family last = new Family();
        for (String line : fixture.get("/metrics").body().lines().toList()) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            if (help.matches()) {
                last = new Family();
                last.help = help.group(2);
                families.put(help.group(1), last);
            } else if (type.matches()) {
                last.type = type.group(2);
            } else {
                Matcher labels = LABEL.matcher(line);
                while (labels.find()) {
                    last.labels.add(labels.group(1));
                }
            }
        }
        return families;
    }

    @Test
    void reference_hasEveryMetric() throws IOException {
        StringBuilder table = new StringBuilder("| metric | type | labels | meaning |\n| --- | --- | --- | --- |\n");
        families()
                .forEach((name, family) -> table.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                name,
                                family.type,
                                family.labels.stream()
                                        .filter(label -> !WITHIN_FAMILIES.contains(label))
                                        .map(label -> "`" + label + "`")
                                        .collect(Collectors.joining(" ")),
                                family.help)));
        GeneratedBlock.check(REFERENCE, "metrics", table.toString());
    }

    @Test
    void alertingRules_useMetricsThatAreExported() throws IOException {
        Set<String> names = families().keySet();

        assertThat(NAME.matcher(Files.readString(HOW_TO))
                        .results()
                        .map(found -> found.group().replaceFirst("_(bucket|sum|count)$", "")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(names).contains(name));
    }
}
