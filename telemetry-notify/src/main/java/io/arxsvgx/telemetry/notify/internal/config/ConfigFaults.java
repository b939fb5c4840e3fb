// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.config;

import java.util.ArrayList;
import java.util.List;

/** The faults of a configuration, each with its path. Not thread-safe. */
public final class ConfigFaults {
    private final List<String> faults = new ArrayList<>();

    /** Adds a fault; the path is empty for the whole file. */
    public void add(String path, String message) {
        faults.add(path.isEmpty() ? message : path + ": " + message);
    }

    /** Returns all faults, each in one line. */
    public List<String> all() {
        return List.copyOf(faults);
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }
}
