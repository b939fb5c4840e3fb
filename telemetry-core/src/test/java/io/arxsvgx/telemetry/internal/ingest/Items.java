// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.ingest;

import java.util.function.Consumer;

/** A consumer of a queue's items, like the loop: each slot is freed after its item was processed or has failed. */
final class Items {
    static StripedMpscQueue.SlotConsumer to(Consumer<Object> consumer) {
        return (ring, count) -> {
            for (int i = 0; i < count; i++) {
                long at = ring.at();
                Object item = ring.item(at);
                try {
                    consumer.accept(item);
                } finally {
                    ring.free(at + 1);
                }
            }
        };
    }

    private Items() {}
}
