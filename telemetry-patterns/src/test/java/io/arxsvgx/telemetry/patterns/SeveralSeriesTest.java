// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Tests of the findings in several series together, with a round each second. The clock of the budget stands still. */
class SeveralSeriesTest {
    private final Scene scene = new Scene();
    private final Random random = new Random(1);
    private final FailureDetection detection =
            FailureDetection.builder().nanoTime(() -> 0).build();

    @Test
    void detect_severalSeriesOfASource_areUnusualAtOnce() {
        for (int i = 0; i < 80; i++) {
            scene.tick();
            for (String type : List.of("a", "b", "c", "d")) {
                scene.value("pump", type, i < 70 ? random.nextGaussian() : 30 * (i % 3));
            }
            detection.detect(scene);
        }

        assertThat(scene.byMethod("ranks and tails in several series"))
                .first()
                .satisfies(found -> assertThat(found.type()).isEmpty());
    }

    @Test
    void detect_randomWalks_areHardlyEverReported() {
        double[] walks = new double[8];
        for (int i = 0; i < 250; i++) {
            scene.tick();
            for (int w = 0; w < walks.length; w++) {
                walks[w] += random.nextGaussian();
                scene.value("s" + w, "type" + w, walks[w]);
            }
            detection.detect(scene);
        }

        assertThat(scene.patterns.stream()
                        .map(FailurePattern::patternId)
                        .distinct()
                        .count())
                .isLessThan(8);
    }

    @Test
    void detect_peerThatLiesApart_isTheOddOne() {
        for (int i = 0; i < 120; i++) {
            scene.tick();
            for (int sensor = 0; sensor < 10; sensor++) {
                scene.value("s" + sensor, "temperature", (sensor == 7 ? 90 : 20) + random.nextGaussian());
            }
            detection.detect(scene);
        }

        assertThat(scene.byMethod("distance from the median of peers"))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.source()).isEqualTo("s7"));
    }

    @Test
    void detect_seriesThatMoveTogether_areRelatedWithTheirLead() {
        double[] past = new double[400];
        for (int i = 0; i < 300; i++) {
            scene.tick();
            past[i + 5] = past[i + 4] + random.nextGaussian();
            scene.value("leader", "load", past[i + 5]);
            scene.value("follower", "heat", past[i + 2] + 0.1 * random.nextGaussian());
            scene.value("stranger", "wind", random.nextGaussian());
            detection.detect(scene);
        }

        assertThat(scene.related).containsOnlyKeys("leader/load", "follower/heat");
        assertThat(scene.related.get("follower/heat")).contains("leader/load").contains("leads by 3 s");
        assertThat(scene.analytics.get("load").get("correlations"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }
}
