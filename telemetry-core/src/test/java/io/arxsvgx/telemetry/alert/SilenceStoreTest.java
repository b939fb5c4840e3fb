// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Silences are saved before they are in force, and a failure of the store changes nothing. */
class SilenceStoreTest {
    private final SilenceStore store = new SilenceStore();

    @AutoClose
    private final AlertHarness harness = new AlertHarness().parts(builder -> builder.alertStore(store));

    /** A store of silences that fails on a test's request. */
    private static final class SilenceStore implements AlertStore {
        private final Map<String, Silence> saved = new LinkedHashMap<>();
        private volatile boolean failing;

        private void check() {
            if (failing) {
                throw new IllegalStateException("disk full");
            }
        }

        @Override
        public CompletionStage<Void> append(List<Alert> alerts) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public synchronized void saveSilence(Silence silence) {
            check();
            saved.put(silence.id(), silence);
        }

        @Override
        public synchronized boolean removeSilence(String silenceId) {
            check();
            return saved.remove(silenceId) != null;
        }

        @Override
        public synchronized List<Silence> silences() {
            check();
            return new ArrayList<>(saved.values());
        }

        @Override
        public boolean acknowledge(String alertId, Acknowledgement acknowledgement) {
            check();
            return alertId.equals("kept");
        }
    }

    private TelemetryProcessor started() {
        harness.start(above("hot").build());
        return harness.processor;
    }

    private static Silence silence(String id) {
        return new Silence(id, Map.of("rule_id", "hot"), at(0), at(3_600), "ann", "");
    }

    @Test
    void silence_setAndEndedInJava_reachesTheStore() {
        TelemetryProcessor processor = started();

        processor.silence(silence("a"));
        assertThat(store.silences()).containsExactly(silence("a"));

        assertThat(processor.expireSilence("a")).isTrue();
        assertThat(store.silences()).isEmpty();
        assertThat(processor.expireSilence("a")).isFalse();
    }

    @Test
    void silence_storeFails_isNotInForce() {
        TelemetryProcessor processor = started();
        processor.silence(silence("a"));
        store.failing = true;

        assertThatExceptionOfType(AlertStoreException.class)
                .isThrownBy(() -> processor.silence(silence("b")))
                .withMessageContaining("\"b\"")
                .withMessageContaining("disk full");
        assertThatExceptionOfType(AlertStoreException.class).isThrownBy(() -> processor.expireSilence("a"));
        assertThat(processor.silences().list()).containsExactly(silence("a"));
    }

    @Test
    void silence_tooMany_isNotSaved() {
        TelemetryProcessor processor = started();
        for (int i = 0; i < 1_000; i++) {
            processor.silence(silence("s" + i));
        }
        assertThatIllegalStateException().isThrownBy(() -> processor.silence(silence("more")));
        assertThat(store.silences()).hasSize(1_000);
        processor.silence(silence("s7"));
    }

    @Test
    void start_savedSilences_areInForceBeforeTheFirstEvent() {
        store.saveSilence(silence("a"));
        started();

        harness.event(HIGH);
        harness.settle();

        assertThat(harness.acted()).isEmpty();
        assertThat(harness.alert().silenced()).isTrue();
    }

    @Test
    void start_afterAStopThatCameFirst_restoresAsWell() {
        store.saveSilence(silence("a"));
        TelemetryConfig config =
                TelemetryConfig.builder().timeSource(TimeSource.manual(at(0))).build();
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(config)
                .alertStore(store)
                .callerDriven()
                .build()) {
            processor.stop();
            processor.start();

            assertThat(processor.silences().list()).containsExactly(silence("a"));
        }
    }

    @Test
    void start_storeFails_restoresWhenItWorksAgainWithoutWhatWasEnded() {
        store.saveSilence(silence("a"));
        store.saveSilence(silence("b"));
        store.failing = true;
        TelemetryProcessor processor = started();
        assertThat(processor.silences().list()).isEmpty();

        store.failing = false;
        assertThat(processor.expireSilence("a")).isTrue();
        harness.event(HIGH);
        harness.settle();

        assertThat(processor.silences().list()).containsExactly(silence("b"));
    }

    @Test
    void acknowledge_alertThatOnlyTheStoreHas_asksTheStore() {
        TelemetryProcessor processor = started();

        assertThat(processor.acknowledge("kept", "ann", "")).isTrue();
        assertThat(processor.acknowledge("other", "ann", "")).isFalse();
        store.failing = true;
        assertThatExceptionOfType(AlertStoreException.class).isThrownBy(() -> processor.acknowledge("kept", "ann", ""));
    }
}
