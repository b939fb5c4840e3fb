// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs blocking tasks, each on its own thread, since the common pool may have a single thread. */
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
