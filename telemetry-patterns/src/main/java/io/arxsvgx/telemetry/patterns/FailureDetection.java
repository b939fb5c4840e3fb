// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.Forecast;
import io.arxsvgx.telemetry.pattern.MaintenanceAlert;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.patterns.internal.cross.CrossSeriesAnalysis;
import io.arxsvgx.telemetry.patterns.internal.cross.SourceAnomaly;
import io.arxsvgx.telemetry.patterns.internal.detector.BurstDetector;
import io.arxsvgx.telemetry.patterns.internal.detector.ChangePointDetector;
import io.arxsvgx.telemetry.patterns.internal.detector.DriftDetector;
import io.arxsvgx.telemetry.patterns.internal.detector.FailureRateDetector;
import io.arxsvgx.telemetry.patterns.internal.detector.MotifDetector;
import io.arxsvgx.telemetry.patterns.internal.detector.PatternTracker;
import io.arxsvgx.telemetry.patterns.internal.detector.PrecursorDetector;
import io.arxsvgx.telemetry.patterns.internal.detector.RemainingLifeDetector;
import io.arxsvgx.telemetry.patterns.internal.detector.RepeatedBreachDetector;
import io.arxsvgx.telemetry.patterns.internal.detector.RuleLimit;
import io.arxsvgx.telemetry.patterns.internal.detector.SeasonalDeviationDetector;
import io.arxsvgx.telemetry.patterns.internal.detector.SeriesDetector;
import io.arxsvgx.telemetry.patterns.internal.detector.SeriesView;
import io.arxsvgx.telemetry.patterns.internal.detector.TrendDetector;
import io.arxsvgx.telemetry.patterns.internal.report.AnalyticsReport;
import io.arxsvgx.telemetry.patterns.internal.report.ForecastCache;
import io.arxsvgx.telemetry.patterns.internal.report.RiskAssessor;
import io.arxsvgx.telemetry.patterns.internal.report.ThreadCpuTime;
import io.arxsvgx.telemetry.patterns.internal.state.DetailedSeriesState;
import io.arxsvgx.telemetry.patterns.internal.state.SeriesCatalog;
import io.arxsvgx.telemetry.patterns.internal.state.SeriesId;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import io.arxsvgx.telemetry.text.LabelSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A detector of failure patterns in all series: change points, trends, drift, degradation, deviations from a season,
 * bursts, repeated breaches, failures by status, precursors of earlier failures, and outliers among peers. It also
 * forecasts, finds correlated series, and assesses the risk of each source. Each pattern is reported once, updated, and
 * closed. A series is identified by its source, type and labels.
 *
 * <p>The service loader finds it with its default settings. A host that needs other settings passes an instance to the
 * processor's builder, which replaces the default one.
 *
 * <p>The mandatory work of a round costs a few microseconds for each new value. Full analyses, about a millisecond for
 * a series, and comparisons of series are done in order of waiting time until the round's time budget is used up;
 * {@link #progress} reports the delay. If mandatory work alone exceeds the budget, rounds are skipped, and values that
 * are dropped from the processor's history meanwhile count as missed.
 *
 * <p>Detection is confined to the detectors' thread; the other methods are thread-safe.
 */
public final class FailureDetection implements PatternDetector {
    private static final long COMPARE_EVERY = 10;
    private static final long MIN_BUDGET_NANOS = 2_000_000;
    /** The time whose share of the budget may be spent in advance, for example after the start of the program. */
    private static final Duration CREDIT = Duration.ofSeconds(5);

    private static final Duration MAX_ROUND = Duration.ofSeconds(10);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(2);

    private final List<SeriesDetector> quick =
            List.of(new ChangePointDetector(), new DriftDetector(), new BurstDetector(), new FailureRateDetector());
    private final List<SeriesDetector> close = List.of(
            new TrendDetector(),
            new SeasonalDeviationDetector(),
            new RepeatedBreachDetector(),
            new RemainingLifeDetector(),
            new PrecursorDetector(),
            new MotifDetector());
    private final double budget;
    private final LongSupplier nanoTime;
    private final SeriesCatalog series;
    private final ForecastCache forecasts;
    private final RiskAssessor risks;
    private final PatternTracker tracker = new PatternTracker();
    private final CrossSeriesAnalysis cross = new CrossSeriesAnalysis();
    private final SourceAnomaly together = new SourceAnomaly();
    private volatile DetectionProgress progress = DetectionProgress.builder().build();
    private volatile List<FailurePattern> lasting = List.of();
    private volatile List<MaintenanceAlert> maintenance = List.of();
    private @Nullable Instant lastRound;
    private Instant lastReport = Instant.MIN;
    /** The time by which the last round exceeded its budget; it is deducted from the next one. */
    private long overrun;
    /** The time that mandatory work has taken beyond the budget. Rounds are skipped while it is large. */
    private long owed;

    private long looks;
    private long faults;
    private @Nullable RuntimeException fault;

    /** Creates failure detection with its default settings. */
    public FailureDetection() {
        this(builder());
    }

    private FailureDetection(Builder builder) {
        budget = builder.budget;
        nanoTime = builder.nanoTime;
        series = new SeriesCatalog(builder.fullSeries, builder.pace.toNanos());
        forecasts = new ForecastCache(builder.forecastSteps);
        risks = new RiskAssessor(builder.riskFactors::of);
    }

    /**
     * Returns a builder with the default settings.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "failure_detection";
    }

    @Override
    public void detect(DetectionContext context) {
        Duration since = since(context.now());
        owed = Math.max(0, owed - (long) (budget * since.toNanos()));
        if (owed > budget * CREDIT.toNanos()) {
            return;
        }
        long begin = nanoTime.getAsLong();
        long end = begin + Math.max(MIN_BUDGET_NANOS, (long) (budget * since.toNanos()) - overrun);
        List<RuleLimit> limits = RuleLimit.among(context.rules());
        long now = nanos(context.now());
        List<TrackedSeries> gone = series.update(context.series(), now);
        tracker.end(context, gone);
        gone.forEach(forecasts::forget);
        tracker.end(context, series.newlySilent(now));
        for (TrackedSeries track : series.all()) {
            DetailedSeriesState state = track.full;
            if (state != null && state.unseen > 0) {
                detect(context, quick, track, new SeriesView(track, state, limits));
            }
        }
        contained(() -> together.detect(context, tracker, series.all(), now));
        owed += nanoTime.getAsLong() - begin;
        List<TrackedSeries> behind = lookClosely(context, limits, end);
        contained(() -> cross.continueRound(
                context, tracker, series.all(), () -> nanoTime.getAsLong() - end < 0, COMPARE_EVERY));
        lasting = List.copyOf(tracker.patterns());
        maintenance = tracker.maintenance();
        contained(() -> risks.assess(context, series.all(), lasting));
        report(context, begin, behind);
        overrun = Math.max(0, nanoTime.getAsLong() - end);
        RuntimeException thrown = fault;
        fault = null;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Returns the time since the last round, within limits. */
    private Duration since(Instant now) {
        Instant before = lastRound;
        lastRound = now;
        Duration since = before == null || before.isAfter(now) ? Duration.ofSeconds(1) : Duration.between(before, now);
        return since.compareTo(MAX_ROUND) > 0 ? MAX_ROUND : since;
    }

    /** Analyses series while there is time, longest wait first. Returns those that still wait. */
    private List<TrackedSeries> lookClosely(DetectionContext context, List<RuleLimit> limits, long end) {
        List<TrackedSeries> waiting = new ArrayList<>();
        for (TrackedSeries track : series.all()) {
            if (track.full != null && track.full.unseen > 0) {
                waiting.add(track);
            }
        }
        waiting.sort(Comparator.comparingLong(track -> track.full == null ? 0 : track.full.waitingSince));
        int done = 0;
        while (done < waiting.size() && (done == 0 || nanoTime.getAsLong() - end < 0)) {
            TrackedSeries track = waiting.get(done++);
            DetailedSeriesState state = track.full;
            if (state != null) {
                state.unseen = 0;
                looks++;
                SeriesView view = new SeriesView(track, state, limits);
                detect(context, close, track, view);
                contained(() -> forecasts.update(track, state, view));
            }
        }
        return waiting.subList(done, waiting.size());
    }

    private void detect(
            DetectionContext context, List<SeriesDetector> detectors, TrackedSeries track, SeriesView view) {
        for (SeriesDetector detector : detectors) {
            contained(() -> tracker.record(context, detector.name(), track.id, detector.detect(view)));
        }
    }

    /**
     * Runs work such that an exception does not affect other work. The first exception of a round is thrown at its end,
     * to be counted and logged.
     */
    private void contained(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            faults++;
            fault = fault == null ? e : fault;
        }
    }

    private void report(DetectionContext context, long begin, List<TrackedSeries> behind) {
        long now = nanos(context.now());
        long oldest = now;
        for (TrackedSeries track : behind) {
            oldest = track.full == null ? oldest : Math.min(oldest, track.full.waitingSince);
        }
        progress = DetectionProgress.builder()
                .rounds(progress.rounds() + 1)
                .series(series.size())
                .fullSeries(series.full())
                .values(series.values())
                .missedValues(series.missed())
                .looks(looks)
                .behindSeries(behind.size())
                .behindSeconds((now - oldest) / 1e9)
                .openPatterns(tracker.size())
                .busyNanos(progress.busyNanos() + (nanoTime.getAsLong() - begin))
                .faults(faults)
                .build();
        if (!context.now().isBefore(lastReport.plus(REPORT_EVERY)) || lastReport.equals(Instant.MIN)) {
            lastReport = context.now();
            AnalyticsReport.of(series.all(), forecasts.all(), cross.pairs(), cross.peers(), lasting)
                    .forEach(context::report);
            context.report(name(), figures(progress));
        }
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    private static Map<String, Object> figures(DetectionProgress progress) {
        return Map.of(
                "rounds", progress.rounds(),
                "series", progress.series(),
                "full_series", progress.fullSeries(),
                "values", progress.values(),
                "missed_values", progress.missedValues(),
                "looks", progress.looks(),
                "behind_series", progress.behindSeries(),
                "behind_seconds", progress.behindSeconds(),
                "open_patterns", progress.openPatterns(),
                "busy_seconds", progress.busyNanos() / 1e9);
    }

    /**
     * Returns the progress and the delay.
     *
     * @return figures as of the end of the last round
     */
    public DetectionProgress progress() {
        return progress;
    }

    /**
     * Returns the newest forecasts.
     *
     * @return one for each series with full state that has been analysed
     */
    public Collection<Forecast> forecasts() {
        return forecasts.all().values();
    }

    /**
     * Forecasts one series without labels further ahead, on the caller's thread.
     *
     * @param source the source of the series
     * @param type the type of the series
     * @param steps the number of steps, 1 to 1,000
     * @return the forecast from the values as of its last full analysis; empty if there was none
     * @throws IllegalArgumentException if {@code steps} is out of range
     */
    public Optional<Forecast> forecast(String source, String type, int steps) {
        return forecast(source, type, Map.of(), steps);
    }

    /**
     * Forecasts one series with labels further ahead, on the caller's thread.
     *
     * @param source the source of the series
     * @param type the type of the series
     * @param labels all labels of the series, in any order; an empty value counts as absent
     * @param steps the number of steps, 1 to 1,000
     * @return the forecast from the values as of its last full analysis; empty if there was none
     * @throws IllegalArgumentException if {@code steps} is out of range
     */
    public Optional<Forecast> forecast(String source, String type, Map<String, String> labels, int steps) {
        return forecasts.find(new SeriesId(source, type, LabelSet.of(labels)), steps);
    }

    /**
     * Returns the components that need maintenance.
     *
     * @return one alert for each series that is expected to cross a limit, soonest first
     */
    public List<MaintenanceAlert> maintenance() {
        return maintenance;
    }

    /** A builder of failure detection. Not thread-safe. */
    public static final class Builder {
        private static final int MAX_SERIES = 100_000;
        private static final int MAX_STEPS = 100;
        private static final Duration MAX_INTERVAL = Duration.ofHours(1);

        private int fullSeries = 1_000;
        private int forecastSteps = 5;
        private double budget = 0.05;
        private Duration pace = Duration.ofMillis(500);
        private RiskFactors riskFactors = component -> Map.of();
        private LongSupplier nanoTime = ThreadCpuTime.ofThisThread();

        private Builder() {}

        /**
         * Sets the number of most active series that have full state, about 35 KiB each. The others have about 100
         * bytes each, and no patterns are found in them.
         *
         * @param value 1 to 100,000; 1,000 by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder fullSeries(int value) {
            fullSeries = within("fullSeries", value, MAX_SERIES);
            return this;
        }

        /**
         * Sets the horizon of forecasts.
         *
         * @param value 1 to 100 steps; 5 by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder forecastSteps(int value) {
            forecastSteps = within("forecastSteps", value, MAX_STEPS);
            return this;
        }

        /**
         * Sets the interval to which faster values are reduced. Values that are closer together are replaced by their
         * median, one for each interval of their own time, so that what is found has lasted long enough to act on it.
         * While a series is young, the interval is at most a 64th of its age. Failures by status are counted for every
         * event.
         *
         * @param value 0, for every value unchanged, to one hour; half a second by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder pace(Duration value) {
            if (value.isNegative() || value.compareTo(MAX_INTERVAL) > 0) {
                throw new IllegalArgumentException("pace: expected PT0S to " + MAX_INTERVAL + ", got " + value);
            }
            pace = value;
            return this;
        }

        /**
         * Sets the share of one core that work other than mandatory work may use.
         *
         * @param share more than 0, at most 1; 0.05 by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder budget(double share) {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("budget: expected more than 0 and at most 1, got " + share);
            }
            budget = share;
            return this;
        }

        /**
         * Sets the host's own factors of the risk of components.
         *
         * @param value no factors by default
         * @return this builder
         */
        public Builder riskFactors(RiskFactors value) {
            riskFactors = requireNonNull(value, "riskFactors");
            return this;
        }

        /** Sets the clock that measures the budget. */
        Builder nanoTime(LongSupplier value) {
            nanoTime = value;
            return this;
        }

        private static int within(String what, int value, int most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(
                        what + ": expected a whole number from 1 to " + most + ", got " + value);
            }
            return value;
        }

        /**
         * Creates the detector.
         *
         * @return failure detection without any values; for one processor
         */
        public FailureDetection build() {
            return new FailureDetection(this);
        }
    }
}
