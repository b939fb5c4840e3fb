// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import java.nio.file.Path;

/**
 * Thrown when a file was written by a later release, in a format that this release does not read. The file is unchanged.
 * Immutable.
 */
public final class NewerFileException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String path;

    NewerFileException(Path path, int version, Throwable cause) {
        super(
                path + " was written by a later release (file version " + version
                        + "): start that release, or use another data folder",
                cause);
        this.path = path.toString();
    }

    /**
     * Returns the file.
     *
     * @return its path, as it was given
     */
    public Path path() {
        return Path.of(path);
    }
}
