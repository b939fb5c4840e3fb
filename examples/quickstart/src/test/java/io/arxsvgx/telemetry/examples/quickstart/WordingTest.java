// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No text file of the project uses a word of {@code .build/banned-words.txt}, except where allowed-words.txt says why. */
class WordingTest {
    private static final Path ROOT = Path.of("../..");
    /** Folders without texts of the project: outputs, and bytes that fuzzing has found. */
    private static final Set<String> SKIPPED_FOLDERS =
            Set.of("target", ".git", ".idea", ".settings", "node_modules", "DecodersFuzzTestInputs");

    private static final Pattern TEXT =
            Pattern.compile(".*\\.(java|kt|md|js|css|html|json|xml|ya?ml|txt|properties|sh|bat|csv|http)|[^.]*");

    private record Word(Pattern pattern, String instead) {
        static Word of(String line) {
            String[] parts = line.split(" => ", 2);
            return new Word(Pattern.compile("(?i)\\b(?:" + parts[0] + ")\\b"), parts[1]);
        }
    }

    private record Allowed(String prefix, String word, String reason) {
        static Allowed of(String line) {
            String[] parts = line.split(" ", 3);
            return new Allowed(parts[0], parts[1].replace('_', ' '), parts[2]);
        }

        boolean covers(String file, String found) {
            return file.startsWith(prefix) && (word.equals("*") || word.equalsIgnoreCase(found));
        }
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(ROOT.resolve(".build").resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static List<Path> textFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return SKIPPED_FOLDERS.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && TEXT.matcher(file.getFileName().toString()).matches()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static List<String> findings(String file, List<String> text, List<Word> words, List<Allowed> allowed) {
        List<String> findings = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            for (Word word : words) {
                Matcher matcher = word.pattern().matcher(text.get(i));
                while (matcher.find()) {
                    String found = matcher.group();
                    if (allowed.stream().noneMatch(exception -> exception.covers(file, found))) {
                        findings.add(file + ":" + (i + 1) + ": \"" + found + "\"; instead: " + word.instead());
                    }
                }
            }
        }
        return findings;
    }

    @Test
    void texts_ofTheWholeProject_useStandardWords() throws IOException {
        List<Word> words = lines("banned-words.txt").stream().map(Word::of).toList();
        List<Allowed> allowed =
                lines("allowed-words.txt").stream().map(Allowed::of).toList();
        List<Path> files = textFiles();
        List<String> findings = new ArrayList<>();
        for (Path path : files) {
            String file = ROOT.relativize(path).toString().replace('\\', '/');
            findings.addAll(findings(file, Files.readAllLines(path), words, allowed));
        }

        assertThat(files).hasSizeGreaterThan(1_000);
        assertThat(findings)
                .as(() ->
                        findings.size() + " banned words\n" + findings.stream().collect(joining("\n")))
                .isEmpty();
    }

    @Test
    void findings_wordWithinAnotherOrAllowed_areNone() {
        List<Word> words = List.of(Word.of("wug|wugs => bird"));
        List<Allowed> allowed = List.of(Allowed.of("docs/old.md wugs a quotation"));

        assertThat(findings("docs/a.md", List.of("Two Wugs", "wugged"), words, allowed))
                .containsExactly("docs/a.md:1: \"Wugs\"; instead: bird");
        assertThat(findings("docs/old.md", List.of("two wugs"), words, allowed)).isEmpty();
    }
}
