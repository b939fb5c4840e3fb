// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The names of the files in a data folder that a backup contains. Immutable. */
final class DataFiles {
    static final String RULES = "rules.json";
    static final String BOARDS = "boards.json";
    static final String STATE = "state";
    static final String ALERTS = "alerts.db";

    /** All names, in the order in which a backup reads the files. */
    static final List<String> NAMES = List.of(RULES, BOARDS, STATE, ALERTS);

    private DataFiles() {}

    /** Returns the names of the files that a folder has. */
    static List<String> in(Path folder) {
        return NAMES.stream()
                .filter(name -> Files.isRegularFile(folder.resolve(name)))
                .toList();
    }
}
