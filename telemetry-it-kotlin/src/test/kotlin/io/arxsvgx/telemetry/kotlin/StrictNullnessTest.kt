// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.kotlin

import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** What strict nullness refuses: the API has no type of which Kotlin does not know whether it is null. */
class StrictNullnessTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun nullable_usedAsNonNull_isAnErrorInEachMarkedLine() = assertMarkedLinesAreReported("NullableUsedAsNonNull.kt")

    @Test
    fun nonNull_usedAsNullable_isAWarningInEachMarkedLine() = assertMarkedLinesAreReported("NonNullUsedAsNullable.kt")

    private fun assertMarkedLinesAreReported(name: String) {
        val source = Path.of("src/test/resources").resolve(name)
        val lines = Files.readAllLines(source)
        val marked = lines.indices.filter { lines[it].endsWith("// wrong") }.map { it + 1 }

        val (exit, reported) = compile(source)

        assertEquals(ExitCode.COMPILATION_ERROR, exit)
        assertEquals(marked, reported.distinct().sorted())
    }

    private fun compile(source: Path): Pair<ExitCode, List<Int>> {
        val out = ByteArrayOutputStream()
        val exit = PrintStream(out, true, Charsets.UTF_8).use {
            K2JVMCompiler().exec(
                it,
                "-no-stdlib",
                "-Werror",
                "-Xjspecify-annotations=strict",
                "-Xnullability-annotations=@org.jspecify.annotations:strict",
                "-jvm-target",
                "17",
                "-classpath",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-d",
                folder.toString(),
                source.toString(),
            )
        }
        val text = out.toString(Charsets.UTF_8)
        return exit to Regex("\\.kt:(\\d+):\\d+: (?:error|warning): ").findAll(text).map { it.groupValues[1].toInt() }.toList()
    }
}
