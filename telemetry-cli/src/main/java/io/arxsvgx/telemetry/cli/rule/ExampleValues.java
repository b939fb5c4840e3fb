// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.rule;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sensible values for the parameters of conditions in an example. Used for one example. Not thread-safe. */
final class ExampleValues {
    static final String MATCH = "match";
    static final String STATUS = "status";
    static final String COUNT = "count";

    private static final List<String> TYPES = List.of("temperature", "pressure", "vibration");
    private static final String COUNTED_TYPE = "requests";
    private static final List<String> STATUSES = List.of("ERROR");
    private static final int LIMIT = 80;
    private static final int WHOLE = 10;
    private static final int SECONDS = 60;
    private static final double SHARE = 0.05;
    private static final List<Map<String, Object>> LEVELS =
            List.of(level("warning", LIMIT), level("critical", LIMIT + WHOLE));

    private int types;
    private int selections;

    private static Map<String, Object> level(String severity, int value) {
        Map<String, Object> level = new LinkedHashMap<>();
        level.put("severity", severity);
        level.put("value", value);
        return level;
    }

    /** Returns the type of events of a rule or a part, another one at each call until all have been used. */
    String type() {
        return TYPES.get(types++ % TYPES.size());
    }

    /** Returns a value of a parameter that is not composed of conditions: the default if there is one. */
    Object value(Parameter parameter) {
        Object given = parameter.defaultValue();
        if (given != null) {
            return given;
        }
        return switch (parameter.type()) {
            case NUMBER -> number(parameter);
            case INTEGER -> (int) within(parameter, WHOLE);
            case TEXT ->
                parameter.choices().isEmpty() ? "text" : parameter.choices().get(0);
            case BOOLEAN -> true;
            case TEXTS -> STATUSES;
            case SELECTION -> selection();
            case LEVELS -> LEVELS;
            case CONDITIONS -> List.of();
        };
    }

    /** Returns a number by the unit that the meaning names, within the bounds. */
    private static Object number(Parameter parameter) {
        String meaning = parameter.meaning().toLowerCase(Locale.ROOT);
        double usual = meaning.contains("seconds")
                ? SECONDS
                : meaning.contains("ratio") || meaning.contains("share") ? SHARE : LIMIT;
        double value = within(parameter, usual);
        return value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE ? (Object) (int) value : (Object) value;
    }

    /** Returns a usual value if it is within the bounds of a parameter, and otherwise one between them. */
    private static double within(Parameter parameter, double usual) {
        double least = parameter.minimum();
        double greatest = parameter.maximum();
        if (usual >= least && usual <= greatest) {
            return usual;
        }
        if (Double.isInfinite(least) || Double.isInfinite(greatest)) {
            return Double.isInfinite(least) ? greatest : least;
        }
        double middle = least + (greatest - least) / 2;
        return parameter.type() == Parameter.Type.INTEGER ? Math.ceil(middle) : middle;
    }

    /** Returns a selection that counts events: the first one those with a status, the others all. */
    private Map<String, Object> selection() {
        Map<String, Object> selection = new LinkedHashMap<>();
        selection.put(AlertRule.FIELD, COUNTED_TYPE);
        if (selections++ == 0) {
            selection.put(STATUS, STATUSES);
        }
        selection.put(COUNT, true);
        return selection;
    }

    /** Returns an example of the value of a key of a selection. */
    static Object ofSelection(String key) {
        return switch (key) {
            case AlertRule.FIELD -> COUNTED_TYPE;
            case STATUS -> STATUSES;
            case MATCH -> Map.of("uri", "/api/*");
            default -> true;
        };
    }
}
