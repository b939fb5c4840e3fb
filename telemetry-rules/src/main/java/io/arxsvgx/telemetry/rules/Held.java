// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import java.util.Arrays;

/** A set of rules by index, which is walked through in the time of its size. Confined to the processor thread. */
final class Held {
    private final int[] rules;
    private final int[] places;
    private int size;

    Held(int rules) {
        this.rules = new int[rules];
        this.places = new int[rules];
        Arrays.fill(places, -1);
    }

    int size() {
        return size;
    }

    int get(int place) {
        return rules[place];
    }

    boolean contains(int rule) {
        return places[rule] >= 0;
    }

    void add(int rule) {
        if (places[rule] < 0) {
            rules[size] = rule;
            places[rule] = size++;
        }
    }

    void remove(int rule) {
        int place = places[rule];
        if (place >= 0) {
            int last = rules[--size];
            rules[place] = last;
            places[last] = place;
            places[rule] = -1;
        }
    }
}
