// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/**
 * The processor against {@link ReferenceProcessor} over arbitrary steps. The number of sequences is the default of jqwik,
 * 1,000; the profile {@code nightly} raises it.
 */
class AlertModelProperties {
    @Provide
    Arbitrary<List<Step>> ofAllKinds() {
        return Steps.ofAllKinds();
    }

    @Provide
    Arbitrary<List<Step>> aroundRules() {
        return Steps.aroundRules();
    }

    @Provide
    Arbitrary<List<Step>> aroundTime() {
        return Steps.aroundTime();
    }

    @Property(seed = "20260101", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void stepsOfAllKinds_afterEach_agreesWithTheModel(@ForAll("ofAllKinds") List<Step> steps, @ForAll boolean settles) {
        Statistics.collect(Sequence.play(steps, settles));
    }

    @Property(seed = "20260102", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void changesOfRules_afterEach_agreesWithTheModel(@ForAll("aroundRules") List<Step> steps, @ForAll boolean settles) {
        Statistics.collect(Sequence.play(steps, settles));
    }

    @Property(seed = "20260103", shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void stepsInTime_afterEach_agreesWithTheModel(@ForAll("aroundTime") List<Step> steps, @ForAll boolean settles) {
        Statistics.collect(Sequence.play(steps, settles));
    }
}
