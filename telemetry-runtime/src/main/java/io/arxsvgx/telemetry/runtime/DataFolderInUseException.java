// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Thrown when another runtime uses the data folder, in this process or in another one. It can be used when that one is closed
 * or its process has ended. Immutable.
 */
public final class DataFolderInUseException extends DataFolderException {
    private static final long serialVersionUID = 1;

    DataFolderInUseException(Path path) {
        super(
                path,
                "data folder " + path + " is in use by another runtime; close that one, or choose another folder",
                new FileSystemException(path.toString(), null, "locked by another runtime"));
    }
}
