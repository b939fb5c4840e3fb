// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.testing;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A store that records its batches, and answers as a test defines. */
public final class RecordingStore implements AlertStore {
    public final List<List<Alert>> batches = new CopyOnWriteArrayList<>();
    public volatile Function<List<Alert>, CompletionStage<Void>> answer =
            batch -> CompletableFuture.completedFuture(null);
    public final List<FailurePattern> patterns = new CopyOnWriteArrayList<>();
    public volatile CompletionStage<Void> patternAnswer = CompletableFuture.completedFuture(null);
    public volatile boolean closed;
    public volatile long generation;
    public volatile List<String> problems = List.of();

    @Override
    public CompletionStage<Void> append(List<Alert> alerts) {
        batches.add(alerts);
        return answer.apply(alerts);
    }

    @Override
    public CompletionStage<Void> appendPatterns(List<FailurePattern> reported) {
        patterns.addAll(reported);
        return patternAnswer;
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    public List<Alert> all() {
        return batches.stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        closed = true;
    }
}
