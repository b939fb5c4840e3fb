// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown when a data folder has only a part of a backup. Immutable. */
public final class UnfinishedRestoreException extends DataFolderException {
    private static final long serialVersionUID = 1;

    UnfinishedRestoreException(Path path) {
        super(
                path,
                "data folder " + path
                        + " has a part of a backup only, since restoring it was interrupted: restore it again",
                new IOException("restore interrupted"));
    }
}
