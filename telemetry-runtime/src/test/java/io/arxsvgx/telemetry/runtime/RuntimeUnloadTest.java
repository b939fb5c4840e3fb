// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.testsupport.ChildClassLoader;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After {@code close()} nothing refers to a runtime any more, neither the shutdown hook nor a thread, so that a host can unload it. */
class RuntimeUnloadTest {
    @TempDir(factory = RuntimeFixture.InTarget.class)
    private Path folder;

    /** Runs in a class loader of its own: a runtime with everything, used and closed. */
    public static final class Application implements Callable<Integer> {
        private final Path folder;

        public Application(Path folder) {
            this.folder = folder;
        }

        @Override
        public Integer call() {
            try (TelemetryRuntime runtime = RuntimeFixture.onFreePorts()
                    .data(folder)
                    .rules(List.of(RuntimeFixture.hot()))
                    .shutdownHook(true)
                    .build()) {
                runtime.start();
                RuntimeFixture.record(runtime, "pump", 90);
                RuntimeFixture.flush(runtime);
                return runtime.processor().alerts(10).size();
            }
        }
    }

    private WeakReference<ClassLoader> runAndClose() throws Exception {
        ChildClassLoader child = new ChildClassLoader();
        assertThat(child.run(Application.class, folder)).isEqualTo(1);
        child.close();
        return new WeakReference<>(child);
    }

    @Test
    void close_letsTheClassLoaderBeCollected() throws Exception {
        ChildClassLoader.startProcessReaper();
        WeakReference<ClassLoader> child = runAndClose();
        RuntimeFixture.awaitNoThreads();
        await().atMost(RuntimeFixture.LONG).until(() -> {
            System.gc();
            return child.get() == null;
        });
    }
}
