// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.operations;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.internal.loop.EngineComponents;
import io.arxsvgx.telemetry.operations.SilenceOperations;
import java.util.List;
import java.util.Optional;

/** The silences of an engine. Thread-safe. */
public final class EngineSilences implements SilenceOperations {
    private final EngineComponents parts;

    public EngineSilences(EngineComponents parts) {
        this.parts = parts;
    }

    @Override
    public void add(Silence silence) {
        parts.silenceManager.add(requireNonNull(silence, "silence"));
    }

    @Override
    public boolean expire(String silenceId) {
        return parts.silenceManager.remove(requireNonNull(silenceId, "silenceId"));
    }

    @Override
    public Optional<Silence> find(String silenceId) {
        requireNonNull(silenceId, "silenceId");
        return list().stream().filter(silence -> silence.id().equals(silenceId)).findFirst();
    }

    @Override
    public List<Silence> list() {
        return parts.silences.list();
    }
}
