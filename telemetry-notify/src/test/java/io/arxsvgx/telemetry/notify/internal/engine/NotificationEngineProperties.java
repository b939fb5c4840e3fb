// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The engine against the model of the contract, in random sequences of events. */
class NotificationEngineProperties {
    @Property(seed = "11", tries = 150)
    void anySequence_asTheContract(
            @ForAll @IntRange(min = 0, max = 100_000) int seed, @ForAll("moves") List<EngineMoves.Move> moves) {
        check(seed, moves, false);
    }

    @Property(seed = "12", tries = 150)
    void anySequenceWithoutFaults_asTheContract(
            @ForAll @IntRange(min = 0, max = 100_000) int seed, @ForAll("moves") List<EngineMoves.Move> moves) {
        check(seed, moves, true);
    }

    private static void check(int seed, List<EngineMoves.Move> moves, boolean isFaultless) {
        EngineMoves sequence = new EngineMoves(seed, isFaultless);

        sequence.run(moves);

        assertThat(sequence.model.faults)
                .as(() -> String.join("\n", sequence.model.log))
                .isEmpty();
    }

    @Provide
    Arbitrary<List<EngineMoves.Move>> moves() {
        return Combinators.combine(
                        Arbitraries.of(EngineMoves.Kind.class),
                        Arbitraries.integers().between(0, 1_000))
                .as(EngineMoves.Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }
}
