// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Variants of a file from a seed: values and keys are exchanged, lines are dropped, repeated or indented otherwise. */
final class RandomChanges {
    private static final Pattern WORD = Pattern.compile("'[^']*'|[\\w./:-]+(?<!:)");
    private static final Pattern VALUE = Pattern.compile("(?<=: |\\[|, |- )(?:'[^']*'|[\\w./:-]+)(?![\\w:])");
    private static final List<String> VALUES = List.of(
            "a",
            "''",
            "null",
            "~",
            "true",
            "'true'",
            "yes",
            "0",
            "5",
            "5m",
            "'5'",
            "1.5",
            "-1",
            "010",
            "[]",
            "{}",
            "[a]",
            "[null]",
            "{a: b}",
            "'...'",
            "a=b",
            "'a=~\"b\"'",
            "'!'",
            "monday",
            "'1:2'",
            "'24:00'",
            "&x a",
            "*labels",
            "!!str 5");

    private final Random random;
    private final String original;

    RandomChanges(long seed, String original) {
        this.random = new Random(seed);
        this.original = original;
    }

    /** Returns the next variant. */
    String next() {
        String text = original;
        for (int i = random.nextInt(4) / 3; i >= 0; i--) {
            text = random.nextInt(6) == 0 ? withOtherLines(text) : withAnotherWord(text);
        }
        return text;
    }

    private String withAnotherWord(String text) {
        Pattern kind = random.nextInt(8) == 0 ? WORD : VALUE;
        List<MatchResult> words = kind.matcher(text).results().toList();
        MatchResult word = words.get(random.nextInt(words.size()));
        String other = random.nextInt(3) == 0
                ? words.get(random.nextInt(words.size())).group()
                : VALUES.get(random.nextInt(VALUES.size()));
        return text.substring(0, word.start()) + other + text.substring(word.end());
    }

    private String withOtherLines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int place = random.nextInt(lines.size());
        String line = lines.get(place);
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(place);
            case 1 -> lines.add(place, line);
            case 2 -> lines.set(place, "  " + line);
            default -> lines.set(place, line.startsWith("  ") ? line.substring(2) : line);
        }
        return String.join("\n", lines) + "\n";
    }
}
