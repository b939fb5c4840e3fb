// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.operations;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.internal.evaluation.RuleRegistry;
import io.arxsvgx.telemetry.internal.loop.ProcessorEngine;
import io.arxsvgx.telemetry.internal.loop.RuleStatusReader;
import io.arxsvgx.telemetry.operations.ActionOperations;
import io.arxsvgx.telemetry.operations.RuleOperations;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/** The rules of an engine. Thread-safe. */
public final class EngineRules implements RuleOperations {
    private final ProcessorEngine engine;
    private final RuleRegistry registry;
    private final RuleStatusReader statuses;
    private final ActionOperations actions;
    private final ActionWarnings actionWarnings;

    public EngineRules(ProcessorEngine engine, RuleStatusReader statuses, ActionOperations actions, Logger log) {
        this.engine = engine;
        this.registry = engine.parts().rules;
        this.statuses = statuses;
        this.actions = actions;
        this.actionWarnings = new ActionWarnings(statuses, log);
    }

    @Override
    public boolean add(AlertRule rule) {
        boolean isNew = registry.put(requireNonNull(rule, "rule"));
        changed(rule);
        return isNew;
    }

    @Override
    public boolean addIfAbsent(AlertRule rule) {
        boolean isAdded = registry.putIfAbsent(requireNonNull(rule, "rule"));
        if (isAdded) {
            changed(rule);
        }
        return isAdded;
    }

    @Override
    public boolean replace(AlertRule current, AlertRule rule) {
        boolean isReplaced = registry.replace(requireNonNull(current, "current"), requireNonNull(rule, "rule"));
        if (isReplaced) {
            changed(rule);
        }
        return isReplaced;
    }

    private void changed(AlertRule rule) {
        engine.rulesChanged();
        if (engine.isRunning()) {
            actionWarnings.check(rule, actions.names());
        }
    }

    @Override
    public void check(AlertRule rule) {
        registry.check(requireNonNull(rule, "rule"));
    }

    @Override
    public List<String> warnings(AlertRule rule) {
        return statuses.warnings(requireNonNull(rule, "rule"));
    }

    @Override
    public boolean remove(String ruleId) {
        boolean removed = registry.remove(requireNonNull(ruleId, "ruleId"));
        engine.rulesChanged();
        actionWarnings.removed(ruleId);
        return removed;
    }

    @Override
    public boolean removeUnchanged(AlertRule current) {
        boolean isRemoved = registry.remove(requireNonNull(current, "current"));
        if (isRemoved) {
            engine.rulesChanged();
            actionWarnings.removed(current.id());
        }
        return isRemoved;
    }

    @Override
    public Optional<AlertRule> find(String ruleId) {
        return Optional.ofNullable(registry.find(requireNonNull(ruleId, "ruleId")));
    }

    @Override
    public List<AlertRule> list() {
        return registry.list();
    }

    @Override
    public Optional<RuleStatus> status(String ruleId) {
        return Optional.ofNullable(statuses.of(requireNonNull(ruleId, "ruleId")));
    }

    @Override
    public List<RuleStatus> statuses() {
        return statuses.all();
    }

    @Override
    public List<ConditionProvider> conditions() {
        return List.copyOf(registry.providers().values());
    }

    /** Logs, at the start, the actions that rules use but that are not registered. */
    public void logActionWarnings() {
        List<String> registered = actions.names();
        list().forEach(rule -> actionWarnings.check(rule, registered));
    }
}
