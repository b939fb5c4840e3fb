// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static io.arxsvgx.telemetry.runtime.RuntimeFixture.flush;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.hot;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.onFreePorts;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.record;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
    @TempDir(factory = RuntimeFixture.InTarget.class)
    private Path folder;

    @AfterEach
    void noThreadIsLeft() {
        RuntimeFixture.awaitNoThreads();
    }

    @Test
    void startAndClose_twice_doNothingMore_andCloseIsFinal() {
        List<String> calls = new ArrayList<>();
        TelemetryRuntime runtime = onFreePorts()
                .onStart(processor -> {
                    calls.add("start");
                    return () -> calls.add("close");
                })
                .build();
        runtime.start();
        runtime.start();
        runtime.close();
        runtime.close();
        assertThat(calls).containsExactly("start", "close");
        assertThatThrownBy(runtime::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the runtime is closed; build another one");
    }

    @Test
    void close_stopsSourcesBeforeServerBeforeProcessor_andSavesTheirLastValues() {
        List<String> calls = new ArrayList<>();
        AtomicReference<RealtimeTelemetryServer> server = new AtomicReference<>();
        TelemetryRuntime.Builder builder = onFreePorts().data(folder);
        TelemetryRuntime first = builder.onStart(processor -> () -> {
                    calls.add("first, port open " + (server.get().httpPort() > 0));
                    processor.series("pump", "temperature").record(7);
                })
                .onStart(processor -> () -> calls.add("second"))
                .build();
        server.set(first.server());
        first.start();
        first.close();

        assertThat(calls).containsExactly("second", "first, port open true");
        try (TelemetryRuntime next = onFreePorts().data(folder).build()) {
            next.start();
            flush(next);
            assertThat(values(next, "pump")).containsExactly(7);
        }
    }

    @Test
    void close_stepThatFails_skipsNoOther() {
        IllegalStateException second = new IllegalStateException("second");
        IOException first = new IOException("first");
        TelemetryRuntime runtime = onFreePorts()
                .data(folder)
                .onStart(processor -> () -> {
                    throw first;
                })
                .onStart(processor -> () -> {
                    throw second;
                })
                .build();
        runtime.start();
        record(runtime, "pump", 7);

        assertThatThrownBy(runtime::close).isSameAs(second).hasSuppressedException(first);

        assertThat(runtime.processor().isRunning()).isFalse();
        assertThat(runtime.server().httpPort()).isEqualTo(-1);
        try (TelemetryRuntime next = onFreePorts().data(folder).build()) {
            next.start();
            flush(next);
            assertThat(values(next, "pump")).containsExactly(7);
        }
    }

    @Test
    void close_interruptedThread_savesTheState_andStaysInterrupted() {
        TelemetryRuntime runtime = onFreePorts().data(folder).build();
        runtime.start();
        record(runtime, "pump", 7);
        Thread.currentThread().interrupt();
        runtime.close();
        assertThat(Thread.interrupted()).isTrue();
        try (TelemetryRuntime next = onFreePorts().data(folder).build()) {
            next.start();
            flush(next);
            assertThat(values(next, "pump")).containsExactly(7);
        }
    }

    @Test
    void close_byASourceThatIsStarted_isRefused() {
        AtomicReference<TelemetryRuntime> runtime = new AtomicReference<>();
        runtime.set(onFreePorts()
                .data(folder.resolve("new"))
                .onStart(processor -> {
                    runtime.get().close();
                    return () -> {};
                })
                .build());
        assertThatThrownBy(() -> runtime.get().start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the runtime is starting; an event source cannot close it");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void close_byASourceThatIsClosed_doesNothing() {
        AtomicReference<TelemetryRuntime> runtime = new AtomicReference<>();
        runtime.set(
                onFreePorts().onStart(processor -> () -> runtime.get().close()).build());
        runtime.get().start();
        runtime.get().close();
        assertThat(runtime.get().processor().isRunning()).isFalse();
    }

    @Test
    void close_whileAnotherThreadCloses_waitsForIt() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TelemetryRuntime runtime = onFreePorts()
                .data(folder)
                .onStart(processor -> () -> {
                    closing.countDown();
                    go.await();
                })
                .build();
        runtime.start();
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = executor.submit(runtime::close);
            closing.await();
            Future<?> second = executor.submit(() -> {
                runtime.close();
                // the folder is free as soon as close() has returned
                onFreePorts().data(folder).build().close();
            });
            go.countDown();
            first.get();
            second.get();
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void startAndClose_byManyThreads_leaveNothing() throws Exception {
        for (int round = 0; round < 5; round++) {
            TelemetryRuntime runtime = onFreePorts()
                    .data(folder)
                    .rules(List.of(hot()))
                    .shutdownHook(true)
                    .build();
            ExecutorService executor = Executors.newFixedThreadPool(8);
            CountDownLatch go = new CountDownLatch(1);
            try {
                List<Future<?>> all = new ArrayList<>();
                IntStream.range(0, 8)
                        .forEach(i -> all.add(executor.submit(() -> {
                            go.await();
                            startOrClose(runtime, i % 2 == 0);
                            return null;
                        })));
                go.countDown();
                for (Future<?> one : all) {
                    one.get();
                }
            } finally {
                executor.shutdown();
            }
            assertThat(runtime.processor().isRunning()).isFalse();
            assertThatThrownBy(runtime::start).isInstanceOf(IllegalStateException.class);
        }
        onFreePorts().data(folder).build().close();
    }

    private static void startOrClose(TelemetryRuntime runtime, boolean start) {
        if (!start) {
            runtime.close();
            return;
        }
        try {
            runtime.start();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("the runtime is closed; build another one");
        }
    }
}
