// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs tasks that block, each on a thread of its own: the common pool may have a single one. */
final class Blocking {
    private Blocking() {}

    static <T> CompletableFuture<T> supply(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, run -> {
            Thread thread = new Thread(run, "blocking-task");
            thread.setDaemon(true);
            thread.start();
        });
    }
}
