// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import io.arxsvgx.telemetry.web.internal.metrics.MetricFamily.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text formats of Prometheus and OpenMetrics 1.0. They are written here rather than by the Prometheus client
 * library: an application with another version of that library on its class path, as each release of Spring Boot has,
 * would break both.
 */
public enum ExpositionFormat {
    /** The Prometheus text format 0.0.4. */
    PROMETHEUS_TEXT("text/plain; version=0.0.4; charset=utf-8") {
        @Override
        void writeHeader(MetricFamily family, StringBuilder out) {
            String name = family.name() + family.type().suffix;
            MetricFamily.Type type = family.type() == MetricFamily.Type.INFO ? MetricFamily.Type.GAUGE : family.type();
            out.append("# HELP ").append(name).append(' ');
            escape(family.help(), false, out);
            out.append("\n# TYPE ").append(name).append(' ').append(label(type)).append('\n');
        }
    },

    /** OpenMetrics 1.0. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8") {
        @Override
        void writeHeader(MetricFamily family, StringBuilder out) {
            String name = family.name();
            out.append("# TYPE ").append(name).append(' ').append(label(family.type()));
            out.append("\n# HELP ").append(name).append(' ');
            escape(family.help(), true, out);
            out.append('\n');
        }

        @Override
        void writeEnd(StringBuilder out) {
            out.append("# EOF\n");
        }
    };

    private final String contentType;

    ExpositionFormat(String contentType) {
        this.contentType = contentType;
    }

    /** Returns the format that the header {@code Accept} requests; the Prometheus text format if it requests none. */
    public static ExpositionFormat accepted(@Nullable String accept) {
        return accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS_TEXT;
    }

    /** Returns the media type with its parameters. */
    public String contentType() {
        return contentType;
    }

    /**
     * Returns the families as text, in the order of their names. A family without samples is omitted.
     *
     * @param common labels of every sample
     */
    public byte[] write(Collection<MetricFamily> families, Map<String, String> common) {
        StringBuilder out = new StringBuilder(8_192);
        families.stream()
                .filter(family -> !family.samples().isEmpty())
                .sorted(Comparator.comparing(MetricFamily::name))
                .forEach(family -> {
                    writeHeader(family, out);
                    family.samples().forEach(sample -> writeSample(family.name(), sample, common, out));
                });
        writeEnd(out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    abstract void writeHeader(MetricFamily family, StringBuilder out);

    void writeEnd(StringBuilder out) {}

    private static void writeSample(String name, Sample sample, Map<String, String> common, StringBuilder out) {
        out.append(name).append(sample.suffix());
        Map<String, String> labels = new LinkedHashMap<>(common);
        labels.putAll(sample.labels());
        char separator = '{';
        for (Map.Entry<String, String> label : labels.entrySet()) {
            out.append(separator).append(label.getKey()).append("=\"");
            escape(label.getValue(), true, out);
            out.append('"');
            separator = ',';
        }
        if (!labels.isEmpty()) {
            out.append('}');
        }
        out.append(' ').append(sample.value()).append('\n');
    }

    private static String label(MetricFamily.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static void escape(String text, boolean escapeQuotes, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                out.append("\\n");
            } else {
                if (c == '\\' || (c == '"' && escapeQuotes)) {
                    out.append('\\');
                }
                out.append(c);
            }
        }
    }
}
