// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import java.util.List;

/** Thrown for a configuration of notifications with faults. Immutable. */
public final class InvalidNotificationsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** The faults, each in one line. */
    private final transient List<String> faults;

    /**
     * Creates an exception.
     *
     * @param name the name of the file or of another origin
     * @param faults the faults, each in one line with its path
     */
    public InvalidNotificationsException(String name, List<String> faults) {
        super(name + ": " + String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** {@return the faults, each in one line with its path} */
    public List<String> faults() {
        return faults == null ? List.of() : faults;
    }
}
