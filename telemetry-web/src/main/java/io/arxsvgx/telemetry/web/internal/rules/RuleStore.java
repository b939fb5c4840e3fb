// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.rules;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.store.AtomicFile;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that were set over HTTP, in a file of the server's own, so that another process has them too. A change is on the
 * disk before it is answered. Thread-safe.
 */
public final class RuleStore {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final Path file;
    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private Map<String, AlertRule> rules = new LinkedHashMap<>();

    public RuleStore(Path file, TelemetryProcessor processor, JsonCodec json) {
        this.file = file;
        this.processor = processor;
        this.json = json;
    }

    /** Sets the rules that are in the file. */
    public synchronized void load() {
        if (!Files.exists(file)) {
            return;
        }
        List<AlertRule> read;
        try (InputStream in = Files.newInputStream(file)) {
            read = RuleJson.readAll(json.read(in));
        } catch (IOException | MalformedJsonException | RuleSetRejectedException e) {
            throw new RuleSetRejectedException(List.of(file + ", which keeps the rules set over HTTP, cannot be read: "
                    + e.getMessage() + "; mend it, or move it away"));
        }
        for (AlertRule rule : read) {
            try {
                processor.addAlertRule(rule);
                rules.put(rule.id(), rule);
            } catch (IllegalArgumentException e) {
                LOG.error(
                        "rule \"{}\" of {} is refused: {}",
                        ForeignText.escape(rule.id()),
                        file,
                        ForeignText.escape(String.valueOf(e.getMessage())));
            }
        }
    }

    /** Sets a rule, once it is on the disk; answers whether there was none of its id. */
    public synchronized boolean set(AlertRule rule) throws IOException {
        processor.checkAlertRule(rule);
        Map<String, AlertRule> next = new LinkedHashMap<>(rules);
        next.put(rule.id(), rule);
        write(next);
        rules = next;
        return processor.addAlertRule(rule);
    }

    /** Removes a rule; answers false if there is none. */
    public synchronized boolean remove(String id) throws IOException {
        if (rules.containsKey(id)) {
            Map<String, AlertRule> next = new LinkedHashMap<>(rules);
            next.remove(id);
            write(next);
            rules = next;
        }
        return processor.removeAlertRule(id);
    }

    private void write(Map<String, AlertRule> all) throws IOException {
        byte[] bytes = json.bytes(out -> {
            out.writeStartArray();
            for (AlertRule rule : all.values()) {
                RuleJson.write(out, rule);
            }
            out.writeEndArray();
        });
        AtomicFile.write(file, out -> out.write(bytes));
    }
}
