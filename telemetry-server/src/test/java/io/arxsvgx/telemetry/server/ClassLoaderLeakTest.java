// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.testsupport.RequestBodies;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a host that loads the jars in its own class loader, as application servers do, can unload them after
 * {@code close()}.
 */
class ClassLoaderLeakTest {
    @TempDir
    private Path folder;

    /** A class loader with the same class path, except for classes with a hidden prefix. */
    private static final class Child extends URLClassLoader {
        private final String hidden;

        Child(String hidden) {
            super(classPath(), ClassLoader.getPlatformClassLoader());
            this.hidden = hidden;
        }

        private static URL[] classPath() {
            List<URL> urls = new ArrayList<>();
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            for (String entry : path.split(File.pathSeparator, -1)) {
                try {
                    urls.add(Path.of(entry).toUri().toURL());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!hidden.isEmpty() && name.startsWith(hidden)) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }
    }

    /** The program that runs in the child: a processor with a store and a server, used and closed. */
    public static final class Application implements Callable<String> {
        private final Path folder;

        public Application(Path folder) {
            this.folder = folder;
        }

        @Override
        public String call() {
            try (ServerFixture fixture = new ServerFixture()
                    .store(() -> io.arxsvgx.telemetry.store.SqliteAlertStore.open(folder.resolve("alerts.db")))
                    .start()) {
                fixture.post("/rules", RequestBodies.rule("hot"));
                fixture.post("/telemetry", RequestBodies.event("pump", 90));
                fixture.flush();
                return fixture.get("/metrics").status() + " "
                        + fixture.get("/alerts").body();
            }
        }
    }

    /** Runs the program on a thread that ends, so that nothing of the child stays in its thread-locals. */
    @SuppressWarnings("unchecked")
    private String run(Child child) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        Object application = child.loadClass(Application.class.getName())
                                .getConstructor(Path.class)
                                .newInstance(folder);
                        answer.complete(((Callable<String>) application).call());
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                },
                "application");
        thread.setContextClassLoader(child);
        thread.start();
        String text = answer.get(60, TimeUnit.SECONDS);
        thread.join();
        return text;
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("telemetry") || name.startsWith("prometheus"))
                .collect(Collectors.toSet());
    }

    /**
     * Lets the JDK start its thread that watches processes. The thread keeps the class loader of the code that starts
     * the first process, and lives for a minute after the last. SQLite's driver starts processes to find out the
     * machine's type.
     */
    private static void startProcessReaper() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        new ProcessBuilder(java.toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private WeakReference<ClassLoader> runAndClose() throws Exception {
        Child child = new Child("");
        assertThat(run(child)).startsWith("200 ").contains("pump");
        child.close();
        return new WeakReference<>(child);
    }

    @Test
    void close_everything_letsTheClassLoaderBeCollected() throws Exception {
        startProcessReaper();
        Set<String> before = threads();
        WeakReference<ClassLoader> child = runAndClose();
        await().until(() -> before.containsAll(threads()));
        await().atMost(ServerFixture.LONG).until(() -> {
            System.gc();
            return child.get() == null;
        });
    }

    @Test
    void answers_whereThereIsNoPrometheusClient_areGiven() throws Exception {
        try (Child child = new Child("io.prometheus.")) {
            assertThat(run(child)).startsWith("200 ").contains("pump");
        }
    }
}
