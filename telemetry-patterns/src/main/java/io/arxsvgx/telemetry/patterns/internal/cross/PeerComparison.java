// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.cross;

import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.patterns.internal.detector.ConfidenceCalibration;
import io.arxsvgx.telemetry.patterns.internal.detector.Finding;
import io.arxsvgx.telemetry.patterns.internal.detector.ResultFormatting;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import io.arxsvgx.telemetry.patterns.internal.stats.Medians;
import io.arxsvgx.telemetry.patterns.internal.stats.Ranking;
import io.arxsvgx.telemetry.text.LabelSet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of the series of one type, which are peers whether they differ by source or by labels alone. It finds
 * clusters of similar course, and outliers among peers: series with a distant level, or with another course while most
 * peers are similar. Clusters are linked by correlation: Sibson, Computer Journal 16 (1973). Distances of levels are
 * relative to the median of distances from the median: Rousseeuw and Croux, JASA 88 (1993).
 */
public final class PeerComparison {
    private static final int MIN_PEERS = 4;
    private static final int MAX_PEERS = 50;
    private static final double ALIKE = 0.7;
    private static final double UNLIKE = 0.3;
    private static final double MAJORITY = 0.6;
    private static final double FAR = 3.5;
    private static final double SIGNIFICANT = 3.5;

    /** The clusters of a type, largest first, and the outliers with their findings. */
    public record Result(String type, List<List<TrackedSeries>> clusters, Map<TrackedSeries, Finding> odd) {}

    private PeerComparison() {}

    /** Returns the results of each type with enough peers. */
    static List<Result> among(AlignedGrid grid) {
        Map<String, List<Integer>> byType = new LinkedHashMap<>();
        for (int i = 0; i < grid.size(); i++) {
            byType.computeIfAbsent(grid.tracks.get(i).id.type(), any -> new ArrayList<>())
                    .add(i);
        }
        List<Result> results = new ArrayList<>();
        byType.forEach((type, rows) -> {
            if (rows.size() >= MIN_PEERS) {
                results.add(of(type, grid, rows.subList(0, Math.min(MAX_PEERS, rows.size()))));
            }
        });
        return results;
    }

    private static Result of(String type, AlignedGrid grid, List<Integer> rows) {
        List<List<Integer>> clusters = clusters(grid, rows);
        Map<TrackedSeries, Finding> odd = new LinkedHashMap<>();
        double[] likeness = likeness(grid, rows);
        long alike = Arrays.stream(likeness).filter(one -> one > ALIKE).count();
        double[] levels = rows.stream()
                .mapToDouble(row -> Medians.of(grid.levels.get(row)))
                .toArray();
        double scatter = Medians.of(rows.stream()
                .mapToDouble(row -> Medians.distance(grid.levels.get(row)))
                .toArray());
        for (int i = 0; i < rows.size(); i++) {
            Finding finding = null;
            double[] others = without(levels, i);
            double score = score(levels[i], others, scatter);
            if (score > FAR) {
                finding = level(grid, rows.get(i), rows.size(), levels[i], Medians.of(others), score);
            } else if (alike >= MIN_PEERS - 1 && alike >= MAJORITY * rows.size() && likeness[i] < UNLIKE) {
                finding = shape(grid, rows.get(i), rows.size(), (int) alike);
            }
            if (finding != null) {
                odd.put(grid.tracks.get(rows.get(i)), finding);
            }
        }
        List<List<TrackedSeries>> tracks = clusters.stream()
                .map(cluster -> cluster.stream().map(grid.tracks::get).toList())
                .toList();
        return new Result(type, tracks, odd);
    }

    private static double[] without(double[] all, int left) {
        return IntStream.range(0, all.length)
                .filter(i -> i != left)
                .mapToDouble(i -> all[i])
                .toArray();
    }

    /**
     * Returns the distance of a level from the median of the others as a standard score, relative to their distances
     * from it and to the scatter of each. For few others the distances are uncertain: the score has Student's t
     * distribution, converted to a normal score by Wallace's approximation, Annals of Mathematical Statistics 30
     * (1959).
     */
    public static double score(double level, double[] others, double scatter) {
        double middle = Medians.of(others);
        double usual = 1.4826 * (Medians.distance(others) + 0.5 * scatter);
        double freedom = others.length - 1.0;
        double t = usual > 0 ? Math.abs(level - middle) / usual : 0;
        return (8 * freedom + 1) / (8 * freedom + 3) * Math.sqrt(freedom * Math.log1p(t * t / freedom));
    }

    /** Returns the correlation of each row with the median of all. */
    private static double[] likeness(AlignedGrid grid, List<Integer> rows) {
        List<double[]> units =
                rows.stream().map(row -> Ranking.unit(grid.levels.get(row))).toList();
        double[] middle = new double[AlignedGrid.WIDTH];
        for (int at = 0; at < middle.length; at++) {
            int place = at;
            middle[at] =
                    Medians.of(units.stream().mapToDouble(unit -> unit[place]).toArray());
        }
        double[] shape = Ranking.unit(middle);
        return units.stream().mapToDouble(unit -> significant(unit, shape)).toArray();
    }

    /**
     * Returns the correlation of two rows, limited to the threshold of similarity unless it is significant. The number
     * of independent values is estimated by Bartlett, Journal of the Royal Statistical Society 98 (1935).
     */
    private static double significant(double[] first, double[] second) {
        double correlation = dot(first, second);
        double memory = Math.max(0, memory(first) * memory(second));
        double independent = first.length * (1 - memory) / (1 + memory);
        double score = Math.log((1 + correlation) / (1 - Math.min(correlation, 0.999999)))
                / 2
                * Math.sqrt(Math.max(0, independent - 3));
        return score > SIGNIFICANT ? correlation : Math.min(ALIKE, correlation);
    }

    /** Returns the autocorrelation at lag 1. */
    private static double memory(double[] unit) {
        double sum = 0;
        for (int i = 1; i < unit.length; i++) {
            sum += unit[i] * unit[i - 1];
        }
        return sum;
    }

    private static List<List<Integer>> clusters(AlignedGrid grid, List<Integer> rows) {
        Map<Integer, double[]> units = new LinkedHashMap<>();
        rows.forEach(row -> units.put(row, Ranking.unit(grid.levels.get(row))));
        List<Integer> left = new ArrayList<>(rows);
        List<List<Integer>> clusters = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Integer> cluster = new ArrayList<>();
            Deque<Integer> reached = new ArrayDeque<>();
            reached.add(left.remove(0));
            for (Integer row = reached.poll(); row != null; row = reached.poll()) {
                cluster.add(row);
                double[] unit = units.getOrDefault(row, new double[AlignedGrid.WIDTH]);
                left.removeIf(other -> {
                    boolean alike = significant(unit, units.getOrDefault(other, unit)) > ALIKE;
                    if (alike) {
                        reached.add(other);
                    }
                    return alike;
                });
            }
            clusters.add(cluster);
        }
        clusters.sort((a, b) -> b.size() - a.size());
        return clusters;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static Finding level(AlignedGrid grid, int row, int peers, double mean, double middle, double score) {
        TrackedSeries track = grid.tracks.get(row);
        return finding(grid, row, peers, "distance from the median of peers")
                .with("peer_median", middle)
                .with("score", Math.min(score, 1e6))
                .build(
                        ConfidenceCalibration.peerLevel(score),
                        Math.min(0.79, 0.3 + score / 100),
                        track.id.describe()
                                + " is at "
                                + ResultFormatting.text(mean)
                                + ", the median of its "
                                + (peers - 1)
                                + " peers is "
                                + ResultFormatting.text(middle));
    }

    private static Finding shape(AlignedGrid grid, int row, int peers, int alike) {
        TrackedSeries track = grid.tracks.get(row);
        return finding(grid, row, peers, "correlation with the median of peers")
                .with("peers_alike", alike)
                .build(
                        ConfidenceCalibration.peerShape((double) alike / peers),
                        0.4,
                        track.id.describe()
                                + " does not follow its peers, while "
                                + alike
                                + " of "
                                + peers
                                + " peers are correlated");
    }

    private static Finding.Builder finding(AlignedGrid grid, int row, int peers, String method) {
        return Finding.of(
                        FailureType.ANOMALY,
                        method,
                        AlignedGrid.WIDTH,
                        Duration.ofNanos((AlignedGrid.WIDTH - 1) * grid.step))
                .points(grid.levels.get(row))
                .with("peers", peers);
    }

    /** Returns the source of each series of a cluster, for display. */
    public static List<String> sources(List<TrackedSeries> cluster) {
        return cluster.stream().map(track -> track.id.source()).toList();
    }

    /** Returns the labels of each series of a cluster, for display; empty if none has labels. */
    public static List<LabelSet> labels(List<TrackedSeries> cluster) {
        List<LabelSet> labels = cluster.stream().map(track -> track.id.labels()).toList();
        return labels.stream().allMatch(LabelSet::isEmpty) ? List.of() : labels;
    }

    /** Returns the result for a type; null if there is none. */
    public static @Nullable Result find(List<Result> results, String type) {
        return results.stream()
                .filter(result -> result.type.equals(type))
                .findFirst()
                .orElse(null);
    }
}
