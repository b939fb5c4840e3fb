// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.Learning;
import io.arxsvgx.telemetry.condition.Scoring;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rules.internal.group.RuleSet;
import io.arxsvgx.telemetry.rules.internal.window.SeasonalityModel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The evaluator of one {@code anomaly} rule with the method {@code adaptive}: a feature of the series is outside the range
 * of all its earlier values. Each rule has its own state slots. Confined to the processor thread.
 */
public final class AdaptiveAnomaly implements RuleSet, Scoring, Learning {
    /** The version of the state of all methods of the condition, since rules of several methods share one evaluator. */
    public static final int STATE_VERSION = 2;

    /*
     * Each of seven features (Feature) is compared with the range of its earlier values (FeatureRange). The greatest novelty
     * over the alarm threshold (AlarmThreshold) is the alarm score; 1 is an alarm. For the value itself, the gap between two
     * levels (LevelShift) does not belong to the range. The event of an alarm lasts until 100 consecutive values are without
     * another alarm score of 1. The anomaly score is independent: the distance of the shape of the series from the nearest
     * remembered ones (Reservoir), over the usual distance.
     */
    private static final int BEGUN = 0;
    private static final int VERDICT = 1;
    private static final int LAST_NEW = 2;
    private static final int USUAL_DISTANCE = 3;
    private static final int RECENT_DISTANCE = 4;
    private static final int ANOMALY_SCORE = 5;
    private static final int ALARM_SCORE = 6;
    private static final int FEATURE = 7;
    private static final int FIGURE = 8;
    private static final int LOW = 9;
    private static final int HIGH = 10;
    private static final int NOVELTY = 11;
    private static final int EVENT_SCORE = 12;
    private static final int SEASON_KNOWN = 13;
    private static final int OWN = 14;
    private static final int THRESHOLD = OWN;
    private static final int LEVEL_SHIFT = THRESHOLD + AlarmThreshold.STATE_SLOTS;

    /** The number of values without an unusual figure after which an event ends. */
    static final int QUIET = 100;

    /** The factor over the alarm score of an event from which on a figure of the same event is another alarm. */
    private static final double GROWN_EVENT = 10;

    /** The number of values that it reads and that an explanation shows. */
    private static final int SHOWN = 64;

    private static final int MEANS = 64;
    private static final int PHASES = 48;

    /** The number of seasons before their figure is computed, and the number of further seasons before it can be an alarm. */
    private static final int MIN_SEASONS = 3;

    /** The maximum distance from the expected value, over the distance from the mean, with which a season clearly helps. */
    private static final double CLEAR_HELP = 0.5;

    private static final int MIN_SEASONAL_VALUES = 150;
    private static final int WARM_UP = Feature.VALUE.warmUp;
    private static final double DISTANCE_MEMORY = 10_000;
    private static final double RECENT = 1.0 / 16;
    private static final double HALF_SCORE = 3;
    private static final double MIN_SPREAD = 1e-3;
    private static final Verdict[] VERDICTS = {Verdict.UNKNOWN, Verdict.NORMAL, Verdict.BREACHING, Verdict.HOLDING};

    private final int rule;
    private final RollingFeatures recent = new RollingFeatures();
    private final FeatureRange[] ranges = new FeatureRange[Feature.COUNT];
    private final ValueRange values;
    private final double[] figures = new double[Feature.COUNT];
    private final Reservoir reservoir;
    private final AlarmThreshold threshold;
    private final SeasonalityModel season;
    private final int stateSlots;
    /** Whether the season has a figure for the present event. */
    private boolean isSeasonal;

    /** The present value, limited for figures other than the value itself. */
    private double bounded;

    /**
     * Creates the evaluator of one rule.
     *
     * @param rule the rule's index
     * @param sensitivity the rule's sensitivity
     */
    public AdaptiveAnomaly(int rule, double sensitivity) {
        this.rule = rule;
        int next = LEVEL_SHIFT + LevelShift.STATE_SLOTS;
        values = new ValueRange(next, new LevelShift(LEVEL_SHIFT));
        ranges[Feature.VALUE.index] = values;
        next += ValueRange.STATE_SLOTS;
        for (int feature = Feature.VALUE.index + 1; feature < Feature.COUNT; feature++) {
            ranges[feature] = new FeatureRange(next, Feature.of(feature).twoSided);
            next += FeatureRange.stateSlots(Feature.of(feature).twoSided);
        }
        threshold = new AlarmThreshold(THRESHOLD, sensitivity);
        reservoir = new Reservoir(next);
        next += Reservoir.STATE_SLOTS;
        season = new SeasonalityModel(next, MEANS, PHASES);
        stateSlots = next + SeasonalityModel.stateSlots(MEANS, PHASES);
    }

    @Override
    public boolean has(int other) {
        return other == rule;
    }

    @Override
    public int stateSlots() {
        return stateSlots;
    }

    @Override
    public int stateVersion() {
        return STATE_VERSION;
    }

    @Override
    public int newestValues() {
        return SHOWN;
    }

    @Override
    public int[] stateSlotsOf(int other) {
        return IntStream.range(0, stateSlots).toArray();
    }

    @Override
    public void initState(SeriesContext series, int at) {
        series.stateLong(at + BEGUN, series.count());
        series.stateLong(at + VERDICT, code(Verdict.UNKNOWN));
        threshold.initState(series, at);
        season.initState(series, at);
    }

    /** The number of events that the rule has evaluated. */
    private long seen(SeriesContext series, int at) {
        return series.count() - series.stateLong(at + BEGUN);
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        long event = seen(series, at);
        measure(series, at, event);
        measureSeason(series, at);
        scoreFeatures(series, at, event);
        learn(series, at, event);
        Verdict verdict = event <= WARM_UP ? Verdict.UNKNOWN : decide(series, at, event);
        series.stateLong(at + VERDICT, code(verdict));
        switch (verdict) {
            case BREACHING -> verdicts.breaching(rule);
            case HOLDING -> verdicts.holding(rule);
            case UNKNOWN -> verdicts.unknown(rule);
            case NORMAL -> {}
        }
    }

    /** Computes the features and the anomaly score of the present event. */
    private void measure(SeriesContext series, int at, long event) {
        double value = RollingFeatures.bounded(series.valueAgo(0));
        figures[Feature.VALUE.index] = value;
        bounded = values.bounded(series, at, value, event);
        if (event >= RollingFeatures.SHORT) {
            recent.load(series, (int) Math.min(event, RollingFeatures.LONG), values);
        }
        if (event >= RollingFeatures.LONG) {
            recent.measureAll();
        } else if (event >= RollingFeatures.SHORT) {
            recent.measureShort();
        }
        double deviation = values.deviation(series, at);
        figures[Feature.SHORT_MEAN.index] = recent.shortMean;
        figures[Feature.LONG_MEAN.index] = recent.longMean;
        figures[Feature.ROUGHNESS.index] = recent.meanStep;
        double spread = deviation > 0 ? recent.shortDeviation / deviation : 0;
        figures[Feature.STILLNESS.index] = -Math.log(Math.max(MIN_SPREAD, spread));
        double distance;
        if (event >= Feature.SHAPE.first) {
            distance = reservoir.distance(series, at, recent.pieces, event);
            figures[Feature.SHAPE.index] = distance;
            long number = event - Feature.SHAPE.first + 1;
            distance = relative(distance, series.stateDouble(at + USUAL_DISTANCE), number > 1);
            double usual = series.stateDouble(at + USUAL_DISTANCE);
            usual += (figures[Feature.SHAPE.index] - usual) / Math.min((double) number, DISTANCE_MEMORY);
            series.stateDouble(at + USUAL_DISTANCE, usual);
        } else {
            distance = relative(Math.abs(bounded - values.mean(series, at)), deviation, event > WARM_UP);
        }
        double smooth = series.stateDouble(at + RECENT_DISTANCE);
        smooth += RECENT * (distance - smooth);
        series.stateDouble(at + RECENT_DISTANCE, smooth);
        double unusual = Math.max(distance, smooth);
        series.stateDouble(at + ANOMALY_SCORE, unusual / (unusual + HALF_SCORE));
    }

    private void measureSeason(SeriesContext series, int at) {
        isSeasonal = season.learned(series, at) >= MIN_SEASONS && season.isNearer(series, at, CLEAR_HELP);
        if (isSeasonal) {
            figures[Feature.SEASON.index] = bounded - season.expected(series, at);
            series.stateLong(at + SEASON_KNOWN, series.stateLong(at + SEASON_KNOWN) + 1);
        } else if (season.period(series, at) == 0) {
            series.stateLong(at + SEASON_KNOWN, 0);
        }
    }

    /** Whether a feature can raise an alarm at the event with a number. */
    private boolean isReady(SeriesContext series, int at, Feature feature, long event) {
        if (feature != Feature.SEASON) {
            return event > feature.warmUp;
        }
        double least = Math.max(MIN_SEASONAL_VALUES, MIN_SEASONS * season.period(series, at));
        return isSeasonal && series.stateLong(at + SEASON_KNOWN) > least;
    }

    /** The number of figures of a feature at the event with a number; 0 or less while there is none. */
    private long number(SeriesContext series, int at, Feature feature, long event) {
        if (feature != Feature.SEASON) {
            return event - feature.first + 1;
        }
        return isSeasonal ? series.stateLong(at + SEASON_KNOWN) : 0;
    }

    /** The number of known values in the range of a feature. */
    private double known(SeriesContext series, int at, Feature feature, long event) {
        boolean isSeason = feature == Feature.SEASON;
        return (double)
                (isSeason ? series.stateLong(at + SEASON_KNOWN) : ranges[feature.index].known(series, at, event));
    }

    /** A distance over the usual distance, which may be 0. */
    private static double relative(double distance, double usual, boolean known) {
        return !known || distance == 0 ? 0 : Math.min(1e9, distance / usual);
    }

    /**
     * Computes the alarm score, and selects the feature that the explanation reports: the first, which is the simplest, of
     * those above their threshold, or else the one with the greatest score.
     */
    private void scoreFeatures(SeriesContext series, int at, long event) {
        double score = -1;
        double size = Math.abs(bounded);
        for (int i = 0; i < Feature.COUNT; i++) {
            Feature feature = Feature.of(i);
            if (isReady(series, at, feature, event)) {
                // a season may fit so well that its own deviation is no usable scale
                double more = feature == Feature.SEASON ? values.share(series, at) : 0;
                double novelty =
                        ranges[i].novelty(series, at, figures[i], feature == Feature.STILLNESS ? 1 : size, more);
                double height = threshold.height(series, at, feature, known(series, at, feature, event));
                double over = novelty == 0 ? 0 : novelty / height;
                if (over > score) {
                    if (score < 1) {
                        select(series, at, feature, novelty);
                    }
                    score = over;
                }
            }
        }
        series.stateDouble(at + ALARM_SCORE, Math.max(0, score));
    }

    private void select(SeriesContext series, int at, Feature feature, double novelty) {
        series.stateLong(at + FEATURE, feature.index);
        series.stateDouble(at + FIGURE, figures[feature.index]);
        series.stateDouble(at + LOW, ranges[feature.index].low);
        series.stateDouble(at + HIGH, ranges[feature.index].high);
        series.stateDouble(at + NOVELTY, novelty);
    }

    private void learn(SeriesContext series, int at, long event) {
        for (int i = 0; i < Feature.COUNT; i++) {
            long number = number(series, at, Feature.of(i), event);
            if (number > 1 && values.isMoving && i != Feature.VALUE.index) {
                ranges[i].include(series, at, figures[i]);
            }
            if (number >= 1) {
                ranges[i].learn(series, at, figures[i], number);
            }
        }
        reservoir.learn(series, at, recent.pieces, event);
        season.learn(series, at, bounded);
    }

    private Verdict decide(SeriesContext series, int at, long event) {
        threshold.decay(series, at);
        double score = series.stateDouble(at + ALARM_SCORE);
        if (score < 1) {
            return isWithinEvent(series, at, event) ? Verdict.HOLDING : Verdict.NORMAL;
        }
        boolean belongs =
                isWithinEvent(series, at, event) && score < GROWN_EVENT * series.stateDouble(at + EVENT_SCORE);
        series.stateLong(at + LAST_NEW, event);
        if (belongs) {
            return Verdict.HOLDING;
        }
        series.stateDouble(at + EVENT_SCORE, score);
        threshold.raise(series, at);
        return Verdict.BREACHING;
    }

    private static boolean isWithinEvent(SeriesContext series, int at, long event) {
        long lastNew = series.stateLong(at + LAST_NEW);
        return lastNew > 0 && event - lastNew < QUIET;
    }

    private static int code(Verdict verdict) {
        return switch (verdict) {
            case UNKNOWN -> 0;
            case NORMAL -> 1;
            case BREACHING -> 2;
            case HOLDING -> 3;
        };
    }

    /** The alarm score of the newest value: at least 1 if it raises an alarm or belongs to the event of one. */
    public double alarmScore(SeriesContext series, int at) {
        return series.stateDouble(at + ALARM_SCORE);
    }

    /** The verdict on the newest value. */
    public Verdict verdict(SeriesContext series, int at) {
        return VERDICTS[(int) series.stateLong(at + VERDICT)];
    }

    @Override
    public double score(SeriesContext series, int at) {
        return verdict(series, at) == Verdict.UNKNOWN ? Double.NaN : series.stateDouble(at + ANOMALY_SCORE);
    }

    @Override
    public boolean markFalsePositive(SeriesContext series, int at, int other, String figure) {
        Feature feature = Feature.labelled(figure);
        return feature != null && threshold.mark(series, at, feature, true);
    }

    @Override
    public boolean clearFalsePositive(SeriesContext series, int at, int other, String figure) {
        Feature feature = Feature.labelled(figure);
        return feature != null && threshold.mark(series, at, feature, false);
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int other) {
        Verdict verdict = verdict(series, at);
        long seen = seen(series, at);
        if (verdict == Verdict.UNKNOWN) {
            String text = "warming up: " + Math.max(0, Math.min(WARM_UP, seen - 1)) + " of at least " + WARM_UP
                    + " values to compare with";
            List<Double> newest = series.newest((int) Math.min(SHOWN, seen));
            return new Evaluation(verdict, newest, Feature.VALUE.label, Double.NaN, Double.NaN, text);
        }
        Feature feature = Feature.of((int) series.stateLong(at + FEATURE));
        double figure = series.stateDouble(at + FIGURE);
        double low = series.stateDouble(at + LOW);
        double high = series.stateDouble(at + HIGH);
        double limit = Math.abs(figure - low) < Math.abs(figure - high) ? low : high;
        int marks = threshold.marks(series, at, feature);
        String text = AnomalyExplanation.of(
                verdict, feature, figure, low, high, series.stateDouble(at + NOVELTY), seen, score(series, at), marks);
        return new Evaluation(verdict, series.newest((int) Math.min(SHOWN, seen)), feature.label, figure, limit, text);
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        long begun = series.stateLong(at + BEGUN);
        long verdict = series.stateLong(at + VERDICT);
        long feature = series.stateLong(at + FEATURE);
        long lastNew = series.stateLong(at + LAST_NEW);
        boolean sound = begun >= 0
                && Math.min(SHOWN, series.count() - begun) <= series.kept()
                && verdict >= 0
                && verdict < VERDICTS.length
                && feature >= 0
                && feature < Feature.COUNT
                && lastNew >= 0
                && lastNew <= series.count() - begun
                && threshold.isStateValid(series, at)
                && reservoir.isStateValid(series, at);
        sound &= series.stateLong(at + SEASON_KNOWN) >= 0
                && series.stateLong(at + SEASON_KNOWN) <= series.count() - begun
                && season.isStateValid(series, at);
        for (int slot = USUAL_DISTANCE; slot < SEASON_KNOWN && sound; slot++) {
            sound = slot == LOW || Double.isFinite(series.stateDouble(at + slot));
        }
        for (int i = 0; i < Feature.COUNT && sound; i++) {
            sound = ranges[i].isStateValid(series, at, series.count() - begun);
        }
        return sound;
    }
}
