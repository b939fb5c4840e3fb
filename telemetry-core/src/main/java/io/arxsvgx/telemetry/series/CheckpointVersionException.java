// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

import java.io.IOException;

/**
 * Thrown by {@code TelemetryProcessor.restoreState} for a checkpoint of a version that this release does not read, so that a
 * host can leave the checkpoint of a later release untouched. Immutable.
 */
public final class CheckpointVersionException extends IOException {
    private static final long serialVersionUID = 1;

    private final int version;
    private final int maximum;

    /**
     * Creates an exception.
     *
     * @param version the version of the checkpoint
     * @param maximum the latest version that this release reads
     */
    public CheckpointVersionException(int version, int maximum) {
        super("checkpoint version " + version + "; this release reads versions 1 to " + maximum);
        this.version = version;
        this.maximum = maximum;
    }

    /**
     * Returns the version of the checkpoint.
     *
     * @return any number but those that this release reads
     */
    public int version() {
        return version;
    }

    /**
     * Returns whether a later release wrote the checkpoint.
     *
     * @return false if the number is no version
     */
    public boolean isNewer() {
        return version > maximum;
    }
}
