// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The names of the files in a data folder that a backup contains. Immutable. */
final class DataFiles {
    static final String RULES = "rules.json";
    static final String BOARDS = "boards.json";
    static final String STATE = "state";
    static final String ALERTS = "alerts.db";

    /** All names, in the order in which a backup reads the files. */
    static final List<String> NAMES = List.of(RULES, BOARDS, STATE, ALERTS);

    /** The files that SQLite has beside a database in use; it would apply a log that was left there to a restored one. */
    private static final List<String> LOGS = List.of(ALERTS + "-wal", ALERTS + "-shm");

    private DataFiles() {}

    /** Returns the names of the files that must not be there when a backup is restored. */
    static List<String> inTheWay(Path folder) {
        return Stream.concat(NAMES.stream(), LOGS.stream())
                .filter(name -> Files.exists(folder.resolve(name)))
                .toList();
    }

    /** Returns the names of the files that a folder has. */
    static List<String> in(Path folder) {
        return NAMES.stream()
                .filter(name -> Files.isRegularFile(folder.resolve(name)))
                .toList();
    }
}
