// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.operations;

import io.arxsvgx.telemetry.internal.loop.RuleStatusReader;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Suggestions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/**
 * A log of the actions that rules use but that are not registered: once per rule and name, when the rule is added, or
 * at the start if it was added before. Thread-safe.
 */
final class ActionWarnings {
    /** The maximum number of names that are logged for one rule. */
    private static final int MAX_LOGGED = 20;

    private final RuleStatusReader statuses;
    private final Logger log;
    /** The names already logged, by rule. */
    private final Map<String, List<String>> logged = new HashMap<>();

    ActionWarnings(RuleStatusReader statuses, Logger log) {
        this.statuses = statuses;
        this.log = log;
    }

    synchronized void check(AlertRule rule, Collection<String> registered) {
        List<String> unknown =
                statuses.unknownActions(rule).stream().limit(MAX_LOGGED).toList();
        List<String> before = logged.getOrDefault(rule.id(), List.of());
        for (String action : unknown) {
            if (!before.contains(action)) {
                log.warn(
                        "rule {}: {}",
                        ForeignText.escape(rule.id()),
                        ForeignText.escape(Suggestions.unknown("action", action, registered)));
            }
        }
        if (unknown.isEmpty()) {
            logged.remove(rule.id());
        } else {
            logged.put(rule.id(), unknown);
        }
    }

    synchronized void removed(String ruleId) {
        logged.remove(ruleId);
    }
}
