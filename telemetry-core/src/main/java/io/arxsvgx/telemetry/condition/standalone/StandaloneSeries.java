// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition.standalone;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.condition.Scoring;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.internal.storage.SeriesCodec;
import io.arxsvgx.telemetry.internal.storage.SeriesStorage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One series with one evaluator and without a processor: events are evaluated as the processor evaluates them, the fast path
 * included, and saved and restored as it does. For tests of an evaluator, and for programs that have values but no
 * processor.
 *
 * <pre>{@code
 * SimpleCondition spread = SimpleCondition.builder("spread")
 *         .overLast(2)
 *         .figure("spread", window -> window.max() - window.min())
 *         .above(5)
 *         .build();
 * StandaloneSeries series = StandaloneSeries.of("sensor_001", "temperature", spread.evaluator(List.of(rule)));
 * series.evaluate(20, 0);
 * series.evaluate(91.5, 1_000_000_000L);
 * System.out.println(series.explain(0).text());
 * }</pre>
 *
 * <p>A value costs no allocation beyond what the evaluator allocates. Not thread-safe.
 */
public final class StandaloneSeries {
    private final SeriesEvaluator evaluator;
    private final @Nullable FastPath fastPath;
    private final Storage storage;
    private long fastPathValidUntil = -1;

    private StandaloneSeries(SeriesEvaluator evaluator, Storage storage) {
        this.evaluator = evaluator;
        this.storage = storage;
        fastPath = evaluator instanceof FastPath able && !(evaluator instanceof Scoring) ? able : null;
        storage.want(evaluator.newestValues(), evaluator.newestTimes());
        storage.stateSlots(evaluator.stateSlots());
        evaluator.initState(storage, 0);
    }

    /**
     * Creates a series without events.
     *
     * @param source the series' source
     * @param type the series' type
     * @param evaluator the evaluator, whose state slots begin at 0
     * @return the series
     */
    public static StandaloneSeries of(String source, String type, SeriesEvaluator evaluator) {
        return new StandaloneSeries(evaluator, new Storage(source, type));
    }

    /**
     * Creates a series with the events of another one, of which the evaluator has seen none; {@link #restoreRule} restores
     * what it has seen.
     *
     * @param source the series' source
     * @param type the series' type
     * @param evaluator the evaluator, whose state slots begin at 0
     * @param events what {@link #saveEvents} wrote
     * @return the series
     * @throws IOException if {@code events} fails or holds something else
     */
    public static StandaloneSeries restored(String source, String type, SeriesEvaluator evaluator, DataInput events)
            throws IOException {
        Storage storage = new Storage(source, type);
        SeriesCodec.restore(storage, events);
        return new StandaloneSeries(evaluator, storage);
    }

    /**
     * Returns the evaluator's view of the series.
     *
     * @return always the same object
     */
    public SeriesContext context() {
        return storage;
    }

    /**
     * Sets the status of the following events.
     *
     * @param status the status; {@code OK} at first
     * @return this series
     */
    public StandaloneSeries status(String status) {
        storage.status = requireNonNull(status, "status");
        return this;
    }

    /**
     * Sets the inputs of the following events, for a condition over several series.
     *
     * @param inputs their numbers; none at first
     * @return this series
     */
    public StandaloneSeries inputs(int... inputs) {
        storage.inputs = inputs.clone();
        return this;
    }

    /**
     * Evaluates an event.
     *
     * @param value its value, which must be finite
     * @param time its time, in nanoseconds since 1970-01-01T00:00Z
     * @param verdicts the receiver of the rules that are not normal
     * @return whether the fast path sufficed, so that all rules are normal
     */
    public boolean evaluate(double value, long time, Verdicts verdicts) {
        while (storage.count() == storage.growsAt()) {
            storage.grow();
        }
        storage.add(time, value);
        if (isNormalByFastPath(value, time)) {
            return true;
        }
        evaluator.evaluate(storage, 0, value, time, verdicts);
        if (fastPath != null) {
            fastPathValidUntil = fastPath.fastPathValidUntil(storage, 0);
        }
        return false;
    }

    /**
     * Evaluates an event; {@link #explain} has the verdicts.
     *
     * @param value its value, which must be finite
     * @param time its time, in nanoseconds since 1970-01-01T00:00Z
     * @return whether the fast path sufficed, so that all rules are normal
     */
    public boolean evaluate(double value, long time) {
        return evaluate(value, time, Unreported.INSTANCE);
    }

    private boolean isNormalByFastPath(double value, long time) {
        if (fastPath == null || storage.count() > fastPathValidUntil) {
            return false;
        }
        boolean isWithin = value > fastPath.normalAbove() && value < fastPath.normalBelow();
        return isWithin || fastPath.tryFastPath(storage, 0, value, time);
    }

    /**
     * Explains the latest verdict on a rule.
     *
     * @param rule the rule's index
     * @return the verdict and its figures
     */
    public Evaluation explain(int rule) {
        return evaluator.explain(storage, 0, rule);
    }

    /**
     * Returns the memory of the numbers of the series.
     *
     * @return bytes, object headers not counted
     */
    public int bytes() {
        return storage.bytes();
    }

    /**
     * Writes the events that the evaluator may read.
     *
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    public void saveEvents(DataOutput out) throws IOException {
        SeriesCodec.save(storage, out);
    }

    /**
     * Writes the state slots of a rule, with their version.
     *
     * @param rule the rule's index
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    public void saveRule(int rule, DataOutput out) throws IOException {
        SeriesCodec.saveRule(storage, evaluator, 0, rule, out);
    }

    /**
     * Restores what {@link #saveRule} wrote, for a series that has the same events.
     *
     * @param rule the rule's index
     * @param in what was saved
     * @return false if it was saved under another {@link SeriesEvaluator#stateVersion version}, so that the rule warms up
     *     again
     * @throws IOException if {@code in} fails or holds something else; nothing has changed then
     */
    public boolean restoreRule(int rule, DataInput in) throws IOException {
        fastPathValidUntil = -1;
        return SeriesCodec.restoreRule(storage, evaluator, 0, rule, in);
    }

    /** The numbers with the status and the inputs of the newest event. */
    private static final class Storage extends SeriesStorage {
        private String status = "OK";
        private int[] inputs = {};

        Storage(String source, String type) {
            super(source, type, 1);
        }

        @Override
        public String status() {
            return count() == 0 ? "" : status;
        }

        @Override
        public boolean isOfInput(int input) {
            for (int one : inputs) {
                if (one == input) {
                    return true;
                }
            }
            return false;
        }
    }

    private enum Unreported implements Verdicts {
        INSTANCE;

        @Override
        public void breaching(int rule) {}

        @Override
        public void holding(int rule) {}

        @Override
        public void unknown(int rule) {}
    }
}
