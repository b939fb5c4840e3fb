// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.rules;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonFile;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that were set over HTTP, kept in a file of the server, so that they survive a restart. A change is on disk
 * before it is answered. Thread-safe.
 */
public final class RuleStore {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final Path file;
    private final TelemetryProcessor processor;
    private final JsonFile<List<AlertRule>> document;
    private Map<String, AlertRule> rules = new LinkedHashMap<>();

    public RuleStore(Path file, TelemetryProcessor processor, JsonCodec json) {
        this.file = file;
        this.processor = processor;
        document = new JsonFile<>(file, json, RuleJson::readAll, RuleJson::writeAll);
    }

    /** Adds the rules of the file to the processor. */
    public synchronized void load() {
        List<AlertRule> read;
        try {
            read = document.read().orElse(List.of());
        } catch (IOException e) {
            throw new RuleSetRejectedException(List.of("cannot read " + file + " (rules set over HTTP): "
                    + e.getMessage() + "; repair it or move it away"));
        }
        for (AlertRule rule : read) {
            try {
                processor.addAlertRule(rule);
                rules.put(rule.id(), rule);
            } catch (IllegalArgumentException e) {
                LOG.error(
                        "rule \"{}\" of {} rejected: {}",
                        ForeignText.escape(rule.id()),
                        file,
                        ForeignText.escape(String.valueOf(e.getMessage())));
            }
        }
    }

    /** Sets a rule after it was written to disk. Returns whether it is new. */
    public synchronized boolean set(AlertRule rule) throws IOException {
        processor.rules().check(rule);
        Map<String, AlertRule> next = new LinkedHashMap<>(rules);
        next.put(rule.id(), rule);
        document.write(List.copyOf(next.values()));
        rules = next;
        return processor.addAlertRule(rule);
    }

    /** Removes a rule. Returns whether it existed. */
    public synchronized boolean remove(String id) throws IOException {
        if (rules.containsKey(id)) {
            Map<String, AlertRule> next = new LinkedHashMap<>(rules);
            next.remove(id);
            document.write(List.copyOf(next.values()));
            rules = next;
        }
        return processor.removeAlertRule(id);
    }
}
