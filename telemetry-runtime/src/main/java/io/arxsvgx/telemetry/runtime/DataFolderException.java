// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Thrown when a data folder cannot be used; the cause says why. Immutable. */
public class DataFolderException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final String path;

    DataFolderException(Path path, IOException cause) {
        this(path, "data folder " + path + " cannot be written: " + cause, cause);
    }

    DataFolderException(Path path, String message, IOException cause) {
        super(message, cause);
        this.path = path.toString();
    }

    /**
     * Returns the data folder.
     *
     * @return its absolute path
     */
    public Path path() {
        return Path.of(path);
    }
}
