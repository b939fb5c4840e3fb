// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StripedMpscQueueProperties {
    /**
     * Any mix of offers and passes by one thread, compared with a bounded list. A step above zero offers, others drain.
     */
    @Property(tries = 300)
    void offersAndTurns_byOneThread_areThoseOfABoundedList(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 8) int processors,
            @ForAll @Size(max = 200) List<@IntRange(min = -10, max = 20) Integer> steps) {
        StripedMpscQueue queue = new StripedMpscQueue(size, processors);
        ArrayDeque<Object> model = new ArrayDeque<>();
        long accepted = 0;
        for (int step : steps) {
            for (int i = 0; i < step; i++) {
                boolean room = model.size() < queue.capacity();
                Object item = accepted;
                assertThat(queue.offer(item)).isEqualTo(room);
                if (room) {
                    model.add(item);
                    accepted++;
                }
            }
            if (step <= 0) {
                queue.begin();
                List<Object> got = new ArrayList<>();
                int most = -step;
                assertThat(queue.drain(Items.to(got::add), most)).isEqualTo(Math.min(most, model.size()));
                got.forEach(item -> assertThat(item).isEqualTo(model.remove()));
            }
            assertThat(queue.accepted()).isEqualTo(accepted);
            assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
        }
    }
}
