// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.rules;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes of rules in the processor, and in the store if there is one. A change under a condition is a compare-and-set:
 * of two clients that have read the same version, one succeeds. Thread-safe.
 */
public final class RuleEditor {
    private final TelemetryProcessor processor;
    private final @Nullable RuleStore store;

    public RuleEditor(TelemetryProcessor processor, @Nullable RuleStore store) {
        this.processor = processor;
        this.store = store;
    }

    /** Sets a rule. Returns whether it is new. */
    public boolean set(AlertRule rule) throws IOException {
        return store == null ? processor.addAlertRule(rule) : store.set(rule);
    }

    /**
     * Sets a rule under a condition. Returns whether it is new.
     *
     * @param condition receives the current rule, null if there is none, and throws if the change must not be made
     */
    public boolean set(AlertRule rule, Consumer<@Nullable AlertRule> condition) throws IOException {
        processor.rules().check(rule);
        while (true) {
            AlertRule current = processor.rules().find(rule.id()).orElse(null);
            condition.accept(current);
            if (replace(current, rule)) {
                return current == null;
            }
        }
    }

    private boolean replace(@Nullable AlertRule current, AlertRule rule) throws IOException {
        if (store != null) {
            return store.replace(current, rule);
        }
        return current == null
                ? processor.rules().addIfAbsent(rule)
                : processor.rules().replace(current, rule);
    }

    /** Removes a rule. Returns whether it existed. */
    public boolean remove(String id) throws IOException {
        return store == null ? processor.removeAlertRule(id) : store.remove(id);
    }

    /**
     * Removes a rule under a condition. Returns whether it existed.
     *
     * @param condition receives the current rule, and throws if the change must not be made
     */
    public boolean remove(String id, Consumer<AlertRule> condition) throws IOException {
        while (true) {
            AlertRule current = processor.rules().find(id).orElse(null);
            if (current == null) {
                return false;
            }
            condition.accept(current);
            if (store == null ? processor.rules().removeUnchanged(current) : store.removeUnchanged(current)) {
                return true;
            }
        }
    }
}
