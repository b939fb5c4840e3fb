// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import java.lang.ref.WeakReference;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a series: a map of names to values that are not empty, sorted by name, with a hash that is computed once.
 * Immutable.
 */
public final class LabelSet extends AbstractMap<String, String> implements Comparable<LabelSet> {
    /** The labels of a series without labels; no other set is empty, so that a comparison by identity suffices. */
    public static final LabelSet EMPTY = new LabelSet(new String[0]);

    /** Names and values in turn. */
    private final String[] texts;

    /** A hash with an order, since a map's own is the same when two labels have exchanged their values. */
    private final int identity;
    /** The hash of a map. */
    private final int hash;

    private LabelSet(String[] texts) {
        this.texts = texts;
        this.identity = Arrays.hashCode(texts);
        int sum = 0;
        for (int i = 0; i < texts.length; i += 2) {
            sum += texts[i].hashCode() ^ texts[i + 1].hashCode();
        }
        this.hash = sum;
    }

    /**
     * Returns the labels of a map, without those whose value is empty.
     *
     * @param labels values by name
     * @return the labels; the same object if it is a set of labels
     */
    public static LabelSet of(Map<String, String> labels) {
        if (labels instanceof LabelSet set) {
            return set;
        }
        if (labels.isEmpty()) {
            return EMPTY;
        }
        List<String> texts = new ArrayList<>(2 * labels.size());
        new TreeMap<>(labels).forEach((name, value) -> {
            if (!value.isEmpty()) {
                texts.add(name);
                texts.add(value);
            }
        });
        return of(texts);
    }

    private static LabelSet of(List<String> texts) {
        return texts.isEmpty() ? EMPTY : Known.same(new LabelSet(texts.toArray(String[]::new)));
    }

    /**
     * Returns the value of a label.
     *
     * @param name the name of the label
     * @return its value; the empty text if it is absent
     */
    public String value(String name) {
        for (int i = 0; i < texts.length; i += 2) {
            if (texts[i].equals(name)) {
                return texts[i + 1];
            }
        }
        return "";
    }

    /**
     * Returns the labels with some names.
     *
     * @param names the names
     * @return those of these labels that have such a name
     */
    public LabelSet only(Collection<String> names) {
        List<String> kept = new ArrayList<>(2 * names.size());
        for (int i = 0; i < texts.length; i += 2) {
            if (names.contains(texts[i])) {
                kept.add(texts[i]);
                kept.add(texts[i + 1]);
            }
        }
        return kept.size() == texts.length ? this : of(kept);
    }

    /**
     * Returns a hash that depends on which label has which value.
     *
     * @return equal for equal labels
     */
    public int identityHash() {
        return identity;
    }

    /**
     * Returns whether all of some patterns match; an absent label is the empty text.
     *
     * @param patterns a pattern for each name, as for {@link GlobPattern}
     * @return true if all match
     */
    public boolean matches(Map<String, String> patterns) {
        for (Map.Entry<String, String> pattern : patterns.entrySet()) {
            if (!GlobPattern.matches(pattern.getValue(), value(pattern.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether two sets are equal, without the cost of a map's comparison.
     *
     * @param other the other labels
     * @return true if they are equal
     */
    @SuppressWarnings("ReferenceEquality")
    public boolean isSame(LabelSet other) {
        return this == other || (identity == other.identity && Arrays.equals(texts, other.texts));
    }

    @Override
    public int compareTo(LabelSet other) {
        return Arrays.compare(texts, other.texts);
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        String value = name instanceof String text ? value(text) : "";
        return value.isEmpty() ? null : value;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return texts.length / 2;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new Entries();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LabelSet set ? isSame(set) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /**
     * The sets that were made last, as far as something else holds them, so that the events of a series share one set and are
     * found by identity, without a read of its texts. Bounded. Thread-safe.
     */
    private static final class Known {
        private static final int PLACES = 1 << 16;
        private static final AtomicReferenceArray<WeakReference<LabelSet>> SETS = new AtomicReferenceArray<>(PLACES);

        /** Returns an equal set that was made before, or the given one, which is then known. */
        static LabelSet same(LabelSet made) {
            int mixed = made.identity * 0x9E3779B9;
            int place = (mixed ^ (mixed >>> 15)) & (PLACES - 1);
            LabelSet first = at(place);
            if (first != null && first.isSame(made)) {
                return first;
            }
            int otherPlace = place ^ 1;
            LabelSet second = at(otherPlace);
            if (second != null && second.isSame(made)) {
                return second;
            }
            SETS.setRelease(first == null || second != null ? place : otherPlace, new WeakReference<>(made));
            return made;
        }

        private static @Nullable LabelSet at(int place) {
            WeakReference<LabelSet> known = SETS.getAcquire(place);
            return known == null ? null : known.get();
        }
    }

    /** The entries, in the order of names. */
    private final class Entries extends AbstractSet<Entry<String, String>> {
        @Override
        public Iterator<Entry<String, String>> iterator() {
            List<Entry<String, String>> entries = new ArrayList<>(size());
            for (int i = 0; i < texts.length; i += 2) {
                entries.add(Map.entry(texts[i], texts[i + 1]));
            }
            return List.copyOf(entries).iterator();
        }

        @Override
        public int size() {
            return texts.length / 2;
        }
    }

    /**
     * Returns the labels as text.
     *
     * @return such as <code>{site="north", uri="/cart"}</code>; empty without labels
     */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < texts.length; i += 2) {
            text.append(i == 0 ? "{" : ", ")
                    .append(texts[i])
                    .append("=\"")
                    .append(texts[i + 1])
                    .append('"');
        }
        return text.isEmpty() ? "" : text.append('}').toString();
    }

    /**
     * Returns the labels of any map as {@link #describe()} does.
     *
     * @param labels values by name
     * @return the text
     */
    public static String describe(Map<String, String> labels) {
        return of(Objects.requireNonNull(labels, "labels")).describe();
    }
}
