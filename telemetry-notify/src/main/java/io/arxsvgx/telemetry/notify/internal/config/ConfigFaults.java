// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The faults of a configuration, each with its path, without repetitions. Not thread-safe. */
public final class ConfigFaults {
    /** A shorter value, such as {@code true}, is no secret and would be found in every other message. */
    private static final int MIN_HIDDEN_LENGTH = 6;

    private final Set<String> faults = new LinkedHashSet<>();
    private final Map<String, String> hidden = new LinkedHashMap<>();

    /** Adds a fault; the path is empty for the whole file. */
    public void add(String path, String message) {
        String fault = path.isEmpty() ? message : path + ": " + message;
        for (Map.Entry<String, String> value : hidden.entrySet()) {
            fault = fault.replace(value.getKey(), value.getValue());
        }
        faults.add(fault);
    }

    /** Replaces a value in all later faults, such as one that comes from the environment. */
    void hide(String value, String shown) {
        if (value.length() >= MIN_HIDDEN_LENGTH) {
            hidden.put(value, shown);
        }
    }

    /** Returns all faults, each in one line. */
    public List<String> all() {
        return List.copyOf(faults);
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }
}
