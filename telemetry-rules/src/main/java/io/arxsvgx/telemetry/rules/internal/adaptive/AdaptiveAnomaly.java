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
import java.util.stream.IntStream;

/**
 * An {@code anomaly} rule by the method {@code adaptive}: a figure of the series is beyond all it has been. Each rule has
 * cells of its own, since what it says depends on all it has seen. Confined to the processor thread.
 */
public final class AdaptiveAnomaly implements RuleSet, Scoring, Learning {
    /** The version of the state of all methods of the condition, since rules of several methods share one evaluator. */
    public static final int STATE_VERSION = 2;

    /*
     * Seven figures (Part) are each held against the range in which they have been (Envelope). The greatest novelty, over
     * the bar (AlarmBar), is the alarm score: 1 is an alarm. For the value itself, what lies between two levels (Regime) does
     * not belong to the range. From then on, as long as no 100 values in a row are without
     * another such figure, it is the same event. The level is another matter: how far the course of the series is from the
     * nearest ones remembered (Reservoir), over what that distance usually is.
     */
    private static final int BEGUN = 0;
    private static final int VERDICT = 1;
    private static final int LAST_NEW = 2;
    private static final int USUAL_DISTANCE = 3;
    private static final int RECENT_DISTANCE = 4;
    private static final int LEVEL = 5;
    private static final int SCORE = 6;
    private static final int PART = 7;
    private static final int FIGURE = 8;
    private static final int LOW = 9;
    private static final int HIGH = 10;
    private static final int NOVELTY = 11;
    private static final int EVENT_SCORE = 12;
    private static final int SEASON_KNOWN = 13;
    private static final int OWN = 14;

    private static final int BAR = OWN;
    private static final int REGIME = BAR + AlarmThreshold.CELLS;

    /** After how many values without a new figure an event is over. */
    static final int QUIET = 100;

    /** How many times as new a figure of the same event is that is an alarm once more. */
    private static final double GROWN_EVENT = 10;

    /** How many values it reads, and an explanation shows. */
    private static final int SHOWN = 64;

    private static final int MEANS = 64;
    private static final int PHASES = 48;

    /** After how many seasons their figure is worked out, and after how many more it can be an anomaly. */
    private static final int MIN_SEASONS = 3;

    /** How near values are to what is expected, over how near to their mean, where a season clearly helps. */
    private static final double CLEAR_HELP = 0.5;

    private static final int MIN_SEASONAL_VALUES = 150;
    private static final int WARM_UP = Feature.VALUE.warmUp;
    private static final double DISTANCE_MEMORY = 10_000;
    private static final double RECENT = 1.0 / 16;
    private static final double HALF_LEVEL = 3;
    private static final double MIN_SPREAD = 1e-3;
    private static final Verdict[] VERDICTS = {Verdict.UNKNOWN, Verdict.NORMAL, Verdict.BREACHING, Verdict.HOLDING};

    private final int rule;
    private final RollingFeatures recent = new RollingFeatures();
    private final FeatureRange[] envelopes = new FeatureRange[Feature.COUNT];
    private final ValueRange values;
    private final double[] figures = new double[Feature.COUNT];
    private final Reservoir reservoir;
    private final AlarmThreshold bar;
    private final SeasonalityModel season;
    private final int cells;
    /** Whether there is a figure of the season for the present event. */
    private boolean isSeasonal;

    /** The present value, as far as it counts for figures other than the value itself. */
    private double bounded;

    /**
     * The evaluator of one rule.
     *
     * @param rule the rule's index
     * @param sensitivity the rule's sensitivity
     */
    public AdaptiveAnomaly(int rule, double sensitivity) {
        this.rule = rule;
        int next = REGIME + LevelShift.CELLS;
        values = new ValueRange(next, new LevelShift(REGIME));
        envelopes[Feature.VALUE.index] = values;
        next += ValueRange.CELLS;
        for (int part = Feature.VALUE.index + 1; part < Feature.COUNT; part++) {
            envelopes[part] = new FeatureRange(next, Feature.of(part).twoSided);
            next += FeatureRange.stateSlots(Feature.of(part).twoSided);
        }
        bar = new AlarmThreshold(BAR, sensitivity);
        reservoir = new Reservoir(next);
        next += Reservoir.CELLS;
        season = new SeasonalityModel(next, MEANS, PHASES);
        cells = next + SeasonalityModel.stateSlots(MEANS, PHASES);
    }

    @Override
    public boolean has(int other) {
        return other == rule;
    }

    @Override
    public int stateSlots() {
        return cells;
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
        return IntStream.range(0, cells).toArray();
    }

    @Override
    public void initState(SeriesContext series, int at) {
        series.stateLong(at + BEGUN, series.count());
        series.stateLong(at + VERDICT, code(Verdict.UNKNOWN));
        bar.initState(series, at);
        season.initState(series, at);
    }

    /** How many events the rule has seen. */
    private long seen(SeriesContext series, int at) {
        return series.count() - series.stateLong(at + BEGUN);
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        long event = seen(series, at);
        measure(series, at, event);
        measureSeason(series, at);
        judge(series, at, event);
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

    /** Works out the figures of the present event, and the level. */
    private void measure(SeriesContext series, int at, long event) {
        double value = RollingFeatures.bounded(series.valueAgo(0));
        figures[Feature.VALUE.index] = value;
        bounded = values.bounded(series, at, value, event);
        if (event >= RollingFeatures.SHORT) {
            recent.take(series, (int) Math.min(event, RollingFeatures.LONG), values);
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
        series.stateDouble(at + LEVEL, unusual / (unusual + HALF_LEVEL));
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

    /** Whether a part can tell an anomaly with the event of a number. */
    private boolean isReady(SeriesContext series, int at, Feature part, long event) {
        if (part != Feature.SEASON) {
            return event > part.warmUp;
        }
        double least = Math.max(MIN_SEASONAL_VALUES, MIN_SEASONS * season.period(series, at));
        return isSeasonal && series.stateLong(at + SEASON_KNOWN) > least;
    }

    /** How many figures of a part there are with the event of a number; 0 or less while there is none. */
    private long number(SeriesContext series, int at, Feature part, long event) {
        if (part != Feature.SEASON) {
            return event - part.first + 1;
        }
        return isSeasonal ? series.stateLong(at + SEASON_KNOWN) : 0;
    }

    /** How many values are known of what a part is judged by. */
    private double known(SeriesContext series, int at, Feature part, long event) {
        return (double)
                (part == Feature.SEASON
                        ? series.stateLong(at + SEASON_KNOWN)
                        : envelopes[part.index].known(series, at, event));
    }

    /** A distance over what it usually is, which may be 0. */
    private static double relative(double distance, double usual, boolean known) {
        return !known || distance == 0 ? 0 : Math.min(1e9, distance / usual);
    }

    /**
     * Finds the greatest novelty over the bar, and the part that is to speak: the first, which is the plainest, of those
     * that are beyond their bar, or else the one that comes nearest to it.
     */
    private void judge(SeriesContext series, int at, long event) {
        double score = -1;
        double size = Math.abs(bounded);
        for (int i = 0; i < Feature.COUNT; i++) {
            Feature part = Feature.of(i);
            if (isReady(series, at, part, event)) {
                // a season may fit so well that its own deviation says nothing
                double more = part == Feature.SEASON ? values.share(series, at) : 0;
                double novelty =
                        envelopes[i].novelty(series, at, figures[i], part == Feature.STILLNESS ? 1 : size, more);
                double over = novelty == 0 ? 0 : novelty / bar.height(series, at, part, known(series, at, part, event));
                if (over > score) {
                    if (score < 1) {
                        speaks(series, at, part, novelty);
                    }
                    score = over;
                }
            }
        }
        series.stateDouble(at + SCORE, Math.max(0, score));
    }

    private void speaks(SeriesContext series, int at, Feature part, double novelty) {
        series.stateLong(at + PART, part.index);
        series.stateDouble(at + FIGURE, figures[part.index]);
        series.stateDouble(at + LOW, envelopes[part.index].low);
        series.stateDouble(at + HIGH, envelopes[part.index].high);
        series.stateDouble(at + NOVELTY, novelty);
    }

    private void learn(SeriesContext series, int at, long event) {
        for (int i = 0; i < Feature.COUNT; i++) {
            long number = number(series, at, Feature.of(i), event);
            if (number > 1 && values.isMoving && i != Feature.VALUE.index) {
                envelopes[i].include(series, at, figures[i]);
            }
            if (number >= 1) {
                envelopes[i].learn(series, at, figures[i], number);
            }
        }
        reservoir.learn(series, at, recent.pieces, event);
        season.learn(series, at, bounded);
    }

    private Verdict decide(SeriesContext series, int at, long event) {
        bar.fall(series, at);
        double score = series.stateDouble(at + SCORE);
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
        bar.alarmed(series, at);
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

    /** How new the newest value is, over what makes an alarm: at least 1 where it is an alarm or belongs to one. */
    public double alarmScore(SeriesContext series, int at) {
        return series.stateDouble(at + SCORE);
    }

    /** The verdict on the newest value. */
    public Verdict verdict(SeriesContext series, int at) {
        return VERDICTS[(int) series.stateLong(at + VERDICT)];
    }

    @Override
    public double score(SeriesContext series, int at) {
        return verdict(series, at) == Verdict.UNKNOWN ? Double.NaN : series.stateDouble(at + LEVEL);
    }

    @Override
    public boolean markFalsePositive(SeriesContext series, int at, int other, String figure) {
        Feature part = Feature.labelled(figure);
        return part != null && bar.mark(series, at, part, true);
    }

    @Override
    public boolean clearFalsePositive(SeriesContext series, int at, int other, String figure) {
        Feature part = Feature.labelled(figure);
        return part != null && bar.mark(series, at, part, false);
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int other) {
        Verdict verdict = verdict(series, at);
        long seen = seen(series, at);
        if (verdict == Verdict.UNKNOWN) {
            return new Evaluation(
                    verdict,
                    series.newest((int) Math.min(SHOWN, seen)),
                    Feature.VALUE.label,
                    Double.NaN,
                    Double.NaN,
                    "warming up: " + Math.max(0, Math.min(WARM_UP, seen - 1)) + " of at least " + WARM_UP
                            + " values to compare with");
        }
        Feature part = Feature.of((int) series.stateLong(at + PART));
        double figure = series.stateDouble(at + FIGURE);
        double low = series.stateDouble(at + LOW);
        double high = series.stateDouble(at + HIGH);
        double limit = Math.abs(figure - low) < Math.abs(figure - high) ? low : high;
        int marks = bar.marks(series, at, part);
        String text = AnomalyExplanation.of(
                verdict, part, figure, low, high, series.stateDouble(at + NOVELTY), seen, score(series, at), marks);
        return new Evaluation(verdict, series.newest((int) Math.min(SHOWN, seen)), part.label, figure, limit, text);
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        long begun = series.stateLong(at + BEGUN);
        long verdict = series.stateLong(at + VERDICT);
        long part = series.stateLong(at + PART);
        long lastNew = series.stateLong(at + LAST_NEW);
        boolean sound = begun >= 0
                && Math.min(SHOWN, series.count() - begun) <= series.kept()
                && verdict >= 0
                && verdict < VERDICTS.length
                && part >= 0
                && part < Feature.COUNT
                && lastNew >= 0
                && lastNew <= series.count() - begun
                && bar.isStateValid(series, at)
                && reservoir.isStateValid(series, at);
        sound &= series.stateLong(at + SEASON_KNOWN) >= 0
                && series.stateLong(at + SEASON_KNOWN) <= series.count() - begun
                && season.isStateValid(series, at);
        for (int cell = USUAL_DISTANCE; cell < SEASON_KNOWN && sound; cell++) {
            sound = cell == LOW || Double.isFinite(series.stateDouble(at + cell));
        }
        for (int i = 0; i < Feature.COUNT && sound; i++) {
            sound = envelopes[i].isStateValid(series, at, series.count() - begun);
        }
        return sound;
    }
}
