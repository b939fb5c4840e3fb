// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.rules;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonFile;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.operations.RuleOperations;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that were set over HTTP, kept in a file of the server, so that they survive a restart. A change is on disk
 * before it is answered. Thread-safe.
 */
public final class RuleStore {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");

    private final Path file;
    private final RuleOperations operations;
    private final JsonFile<List<AlertRule>> document;
    private Map<String, AlertRule> rules = new LinkedHashMap<>();

    /** Creates the store of a file, for the rules of a processor. */
    public RuleStore(Path file, RuleOperations operations, JsonCodec json) {
        this.file = file;
        this.operations = operations;
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
                operations.add(rule);
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
        operations.check(rule);
        write(with(rule));
        return operations.add(rule);
    }

    /**
     * Sets a rule after it was written to disk, if the current rule is still the given one.
     *
     * @param current the rule that is replaced; null if there must be none
     * @return false if the rule was changed, added or removed meanwhile; nothing changes then
     */
    public synchronized boolean replace(@Nullable AlertRule current, AlertRule rule) throws IOException {
        operations.check(rule);
        if (!isCurrent(rule.id(), current)) {
            return false;
        }
        Map<String, AlertRule> before = rules;
        write(with(rule));
        boolean isReplaced = current == null ? operations.addIfAbsent(rule) : operations.replace(current, rule);
        if (!isReplaced) {
            // the host or the rules file has changed the rule since the check
            write(before);
        }
        return isReplaced;
    }

    private boolean isCurrent(String id, @Nullable AlertRule expected) {
        return Objects.equals(operations.find(id).orElse(null), expected);
    }

    private Map<String, AlertRule> with(AlertRule rule) {
        Map<String, AlertRule> next = new LinkedHashMap<>(rules);
        next.put(rule.id(), rule);
        return next;
    }

    private Map<String, AlertRule> without(String id) {
        Map<String, AlertRule> next = new LinkedHashMap<>(rules);
        next.remove(id);
        return next;
    }

    private void write(Map<String, AlertRule> next) throws IOException {
        document.write(List.copyOf(next.values()));
        rules = next;
    }

    /** Removes a rule. Returns whether it existed. */
    public synchronized boolean remove(String id) throws IOException {
        if (rules.containsKey(id)) {
            write(without(id));
        }
        return operations.remove(id);
    }

    /** Removes a rule if it is still the given one. Returns false if it was changed or removed meanwhile. */
    public synchronized boolean removeUnchanged(AlertRule current) throws IOException {
        if (!isCurrent(current.id(), current)) {
            return false;
        }
        Map<String, AlertRule> before = rules;
        if (before.containsKey(current.id())) {
            write(without(current.id()));
        }
        boolean isRemoved = operations.removeUnchanged(current);
        if (!isRemoved && before.containsKey(current.id())) {
            write(before);
        }
        return isRemoved;
    }
}
