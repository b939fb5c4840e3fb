// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.operations;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.AlertAction;
import io.arxsvgx.telemetry.internal.alert.ActionDispatcher;
import io.arxsvgx.telemetry.operations.ActionOperations;
import java.util.List;
import java.util.Map;

/** The actions of an engine. Thread-safe. */
public final class EngineActions implements ActionOperations {
    private final ActionDispatcher dispatcher;

    public EngineActions(ActionDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void register(String name, AlertAction action) {
        if (requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("action name: expected a name that is not blank, got \"" + name + "\"");
        }
        dispatcher.register(name, requireNonNull(action, "action"));
    }

    @Override
    public List<String> names() {
        return dispatcher.names().stream().sorted().toList();
    }

    @Override
    public Map<String, Long> failures() {
        return dispatcher.failures();
    }

    @Override
    public Map<String, String> withoutEffect() {
        return dispatcher.withoutEffect();
    }
}
