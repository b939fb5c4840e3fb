// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    private static URLClassLoader child() throws IOException {
        List<URL> urls = new ArrayList<>();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** On a thread that ends, so that nothing of the child stays in its thread-locals. */
    private int run(ClassLoader child) throws Exception {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        Object application = child.loadClass(Application.class.getName())
                                .getConstructor(Path.class)
                                .newInstance(folder);
                        answer.complete(((Callable<?>) application).call());
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                },
                "application");
        thread.setContextClassLoader(child);
        thread.start();
        Object alerts = answer.get(60, TimeUnit.SECONDS);
        thread.join();
        return (Integer) alerts;
    }

    private WeakReference<ClassLoader> runAndClose() throws Exception {
        URLClassLoader child = child();
        assertThat(run(child)).isEqualTo(1);
        child.close();
        return new WeakReference<>(child);
    }

    /** The JDK's thread that watches processes keeps the class loader of the code that starts the first one; SQLite's driver starts some. */
    private static void startProcessReaper() throws Exception {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void close_letsTheClassLoaderBeCollected() throws Exception {
        startProcessReaper();
        WeakReference<ClassLoader> child = runAndClose();
        RuntimeFixture.awaitNoThreads();
        await().atMost(RuntimeFixture.LONG).until(() -> {
            System.gc();
            return child.get() == null;
        });
    }
}
