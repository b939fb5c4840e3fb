// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.testsupport.ChildClassLoader;
import io.arxsvgx.testsupport.RequestBodies;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
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

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("telemetry") || name.startsWith("prometheus"))
                .collect(Collectors.toSet());
    }

    private String run(ChildClassLoader child) throws Exception {
        return (String) child.run(Application.class, folder);
    }

    private WeakReference<ClassLoader> runAndClose() throws Exception {
        ChildClassLoader child = new ChildClassLoader();
        assertThat(run(child)).startsWith("200 ").contains("pump");
        child.close();
        return new WeakReference<>(child);
    }

    @Test
    void close_everything_letsTheClassLoaderBeCollected() throws Exception {
        ChildClassLoader.startProcessReaper();
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
        try (ChildClassLoader child = new ChildClassLoader("io.prometheus.")) {
            assertThat(run(child)).startsWith("200 ").contains("pump");
        }
    }
}
