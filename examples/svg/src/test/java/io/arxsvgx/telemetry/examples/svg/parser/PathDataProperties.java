// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Properties that compare the tokenizer with two models: texts built from a known number of segments, and a naive
 * matcher of patterns.
 */
class PathDataProperties {
    private static final String NUMBER = "[+-]?+(?>[0-9]*\\.[0-9]++|[0-9]++)(?>[eE][+-]?+[0-9]++)?+";
    private static final String SPACE = "[ \\t\\n\\r\\f]*+";
    private static final String SEPARATOR = "(?>" + SPACE + ",?+" + SPACE + ")";

    @Property(tries = 2_000)
    void segments_textBuiltFromSegments_countsThem(@ForAll("paths") Built path) throws Exception {
        assertThat(PathData.segments(path.text())).isEqualTo(path.segments());
    }

    @Property(tries = 5_000)
    void segments_anyTextOfTheAlphabet_agreesWithNaiveMatcher(@ForAll("scraps") String text) {
        assertThat(counted(text)).isEqualTo(naive(text));
    }

    @Property(tries = 2_000)
    void segments_builtTextWithOneCharacterChanged_agreesWithNaiveMatcher(
            @ForAll("paths") Built path, @ForAll("characters") char other, @ForAll int where) {
        var text = new StringBuilder(path.text());
        text.setCharAt(Math.floorMod(where, text.length()), other);

        assertThat(counted(text.toString())).isEqualTo(naive(text.toString()));
    }

    @Property
    void segments_anyText_throwsNothingElse(@ForAll String text) {
        assertThat(counted(text)).isEqualTo(naive(text));
    }

    @Provide
    Arbitrary<Built> paths() {
        Arbitrary<Built> command = Arbitraries.of(
                        'M', 'm', 'L', 'l', 'H', 'h', 'V', 'v', 'C', 'c', 'S', 's', 'Q', 'q', 'T', 't', 'A', 'a', 'Z',
                        'z')
                .flatMap(PathDataProperties::command);
        return Combinators.combine(command('M'), command.list().ofMaxSize(12))
                .as((move, others) -> {
                    String text = move.text() + others.stream().map(Built::text).collect(Collectors.joining());
                    return new Built(
                            text,
                            move.segments()
                                    + others.stream().mapToInt(Built::segments).sum());
                })
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<String> scraps() {
        return Arbitraries.of(
                        "M", "m", "M0 0", "a", "L", "z", "C", "h", "1", "0", ".5", "-", "+", "e", "E2", ",", " ", "x")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.of("MmzZaAlLcCxX0123456789.-+eE, \n"
                .chars()
                .mapToObj(c -> (char) c)
                .toList());
    }

    private static Arbitrary<Built> command(char letter) {
        String pattern = pattern(letter);
        if (pattern.isEmpty()) {
            return space().map(gap -> new Built(letter + gap, 1));
        }
        Arbitrary<String> group = group(pattern);
        return Combinators.combine(space(), group.list().ofMinSize(1).ofMaxSize(4), space())
                .as((gap, groups, end) -> new Built(letter + gap + glue(groups) + end, groups.size()));
    }

    private static Arbitrary<String> group(String pattern) {
        List<Arbitrary<String>> parts = pattern.chars()
                .mapToObj(kind -> kind == 'f' ? Arbitraries.of("0", "1") : number())
                .toList();
        return Combinators.combine(parts).as(texts -> glueArguments(pattern, texts));
    }

    /** Omits the separator wherever the grammar allows it. */
    private static String glueArguments(String pattern, List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> i > 0 && pattern.charAt(i - 1) == 'f'
                        ? texts.get(i)
                        : (i > 0 ? separator(texts.get(i - 1), texts.get(i)) : "") + texts.get(i))
                .collect(Collectors.joining());
    }

    private static String glue(List<String> groups) {
        var text = new StringBuilder();
        for (String group : groups) {
            text.append(separator(lastNumber(text), group)).append(group);
        }
        return text.toString();
    }

    private static String lastNumber(CharSequence text) {
        Matcher matcher = Pattern.compile("[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?$").matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static String separator(String before, String after) {
        boolean fractionEnds = before.contains(".") || before.contains("e") || before.contains("E");
        if (before.isEmpty() || "+-".indexOf(after.charAt(0)) >= 0 || (after.charAt(0) == '.' && fractionEnds)) {
            return "";
        }
        return after.length() % 2 == 0 ? " " : " , ";
    }

    private static Arbitrary<String> number() {
        return Arbitraries.of("0", "7", "12", "-3", "+4", ".5", "-.25", "1.5", "3e2", "-1E-3", "2.5e+1", "007");
    }

    private static Arbitrary<String> space() {
        return Arbitraries.of("", " ", "\n\t");
    }

    private static OptionalInt counted(String text) {
        try {
            return OptionalInt.of(PathData.segments(text));
        } catch (PathDataException e) {
            assertThat(e.position()).isBetween(1, text.length() + 1);
            return OptionalInt.empty();
        }
    }

    /** Matches one pattern of argument groups per command, one after the other. */
    private static OptionalInt naive(String text) {
        Matcher space = Pattern.compile(SPACE).matcher(text);
        int at = space.lookingAt() ? space.end() : 0;
        if (at < text.length() && "Mm".indexOf(text.charAt(at)) < 0) {
            return OptionalInt.empty();
        }
        int segments = 0;
        while (at < text.length()) {
            char letter = text.charAt(at++);
            if ("MmLlHhVvCcSsQqTtAaZz".indexOf(letter) < 0) {
                return OptionalInt.empty();
            }
            segments++;
            if (letter != 'z' && letter != 'Z') {
                int repeats = 0;
                String next = SPACE + groupPattern(letter);
                for (int end; (end = matchEnd(next, text, at)) >= 0; at = end) {
                    repeats++;
                    next = SEPARATOR + groupPattern(letter);
                }
                if (repeats == 0) {
                    return OptionalInt.empty();
                }
                segments += repeats - 1;
            }
            at = matchEnd(SPACE, text, at);
        }
        return OptionalInt.of(segments);
    }

    private static int matchEnd(String pattern, String text, int from) {
        Matcher matcher = Pattern.compile(pattern).matcher(text).region(from, text.length());
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    private static String groupPattern(char letter) {
        return pattern(letter)
                .chars()
                .mapToObj(kind -> kind == 'f' ? "[01]" : NUMBER)
                .collect(Collectors.joining(SEPARATOR));
    }

    private static String pattern(char letter) {
        return switch (Character.toLowerCase(letter)) {
            case 'h', 'v' -> "n";
            case 's', 'q' -> "nnnn";
            case 'c' -> "nnnnnn";
            case 'a' -> "nnnffnn";
            case 'z' -> "";
            default -> "nn";
        };
    }

    /** A text, with the number of segments it was built from. */
    record Built(String text, int segments) {}
}
