// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseSequenceTest {
    private final CloseSequence sequence = new CloseSequence();
    private final List<String> closed = new ArrayList<>();

    @Test
    void close_lastFirst_once() {
        sequence.push(() -> closed.add("a"));
        sequence.push(() -> closed.add("b"));
        sequence.close();
        sequence.close();
        assertThat(closed).containsExactly("b", "a");
    }

    @Test
    void close_checkedException_isTheCause_andAnErrorIsThrownAsItIs() {
        IOException checked = new IOException("x");
        sequence.push(() -> closed.add("a"));
        sequence.push(() -> {
            throw checked;
        });
        assertThatThrownBy(sequence::close)
                .isInstanceOf(IllegalStateException.class)
                .hasCause(checked);
        assertThat(closed).containsExactly("a");

        AssertionError error = new AssertionError();
        sequence.push(() -> {
            throw error;
        });
        assertThatThrownBy(sequence::close).isSameAs(error);
    }

    @Test
    void closeAfter_suppressesEachFailure_butNotTheCauseInItself() {
        RuntimeException cause = new IllegalStateException("cause");
        IOException other = new IOException("other");
        sequence.push(() -> {
            throw other;
        });
        sequence.push(() -> {
            throw cause;
        });
        sequence.closeAfter(cause);
        assertThat(cause.getSuppressed()).containsExactly(other);
    }

    @Test
    void close_stepInterruptsTheThread_laterStepsAreNotInterrupted_andTheThreadIsAtTheEnd() {
        List<Boolean> interrupted = new ArrayList<>();
        sequence.push(() -> interrupted.add(Thread.currentThread().isInterrupted()));
        sequence.push(() -> Thread.currentThread().interrupt());
        sequence.push(() -> interrupted.add(Thread.currentThread().isInterrupted()));
        Thread.currentThread().interrupt();

        sequence.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted).containsExactly(false, false);
    }

    @Test
    void close_stepThrowsInterruptedException_theThreadIsInterruptedAtTheEnd() {
        sequence.push(() -> closed.add("a"));
        sequence.push(() -> {
            throw new InterruptedException("as intended");
        });

        assertThatThrownBy(sequence::close).hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).containsExactly("a");
    }
}
