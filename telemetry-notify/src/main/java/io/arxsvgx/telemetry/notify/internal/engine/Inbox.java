// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import io.arxsvgx.telemetry.alert.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps and changes that the engine has not handled yet: of each alert only the newest, so that their number is that of
 * the alerts. Thread-safe.
 */
final class Inbox {
    private static final int MAX_ALERTS = 100_000;

    private Map<String, Item> items = new LinkedHashMap<>();
    private long lost;

    /**
     * What came about an alert.
     *
     * @param step the number of the newest step; 0 if it only changed
     * @param isWritten whether the store has written this state with the step
     */
    record Item(Alert alert, long step, boolean isWritten) {}

    /** Adds a step or, with number 0, another change. */
    synchronized void add(Alert alert, long step) {
        Item known = items.get(alert.id());
        if (known == null && items.size() >= MAX_ALERTS) {
            lost++;
            return;
        }
        items.put(alert.id(), known == null ? item(alert, step) : merged(known, alert, step));
    }

    private static Item item(Alert alert, long step) {
        return new Item(alert, step, step > 0 && alert.durable());
    }

    /** A change keeps the number of the step that waits, whose document does not have it; an older step changes nothing. */
    private static Item merged(Item known, Alert alert, long step) {
        if (step == 0) {
            return new Item(alert, known.step, false);
        }
        return step < known.step ? known : item(alert, step);
    }

    synchronized List<Item> take() {
        if (items.isEmpty()) {
            return List.of();
        }
        List<Item> taken = new ArrayList<>(items.values());
        items = new LinkedHashMap<>();
        return taken;
    }

    synchronized boolean isEmpty() {
        return items.isEmpty();
    }

    /** Returns the number of steps that were discarded for lack of room. */
    synchronized long lost() {
        return lost;
    }
}
