// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.kotlin

import io.arxsvgx.telemetry.TelemetryProcessor
import io.arxsvgx.telemetry.alert.AlertState
import io.arxsvgx.telemetry.condition.ConditionProvider
import io.arxsvgx.telemetry.condition.Evaluation
import io.arxsvgx.telemetry.condition.Parameter
import io.arxsvgx.telemetry.condition.SeriesContext
import io.arxsvgx.telemetry.condition.SeriesEvaluator
import io.arxsvgx.telemetry.condition.Verdicts
import io.arxsvgx.telemetry.rule.AlertRule
import io.arxsvgx.telemetry.rule.Condition
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A condition of a Kotlin host's own, with its typed form. */
class OwnConditionTest {
    private data class OddAbove(val limit: Long) : Condition {
        override fun name(): String = OddAboveProvider.kind()

        override fun parameters(): Map<String, Any> = mapOf(OddAboveProvider.limit.name() to limit)
    }

    private object OddAboveProvider : ConditionProvider {
        val limit: Parameter = Parameter.number("limit", "The value above which odd values breach.").asRequired()

        override fun kind(): String = "odd_above"

        override fun description(): String = "An odd value is above a limit."

        override fun parameters(): List<Parameter> = listOf(limit)

        override fun evaluator(rules: List<AlertRule>): SeriesEvaluator = OddAboveEvaluator(rules.map(limit::number))
    }

    private class OddAboveEvaluator(private val limits: List<Double>) : SeriesEvaluator {
        override fun evaluate(series: SeriesContext, at: Int, value: Double, time: Long, verdicts: Verdicts) {
            limits.forEachIndexed { rule, limit -> if (breaches(value, limit)) verdicts.breaching(rule) }
        }

        override fun explain(series: SeriesContext, at: Int, rule: Int): Evaluation {
            val value = series.valueAgo(0)
            val verdict = if (breaches(value, limits[rule])) Evaluation.Verdict.BREACHING else Evaluation.Verdict.NORMAL
            return Evaluation(verdict, listOf(value), "value", value, limits[rule], "$value is odd: $verdict")
        }

        private fun breaches(value: Double, limit: Double) = value > limit && value % 2 == 1.0
    }

    @Test
    fun ownCondition_firesAndResolves() {
        TelemetryProcessor.builder().condition(OddAboveProvider).callerDriven().build().use { processor ->
            processor.addAlertRule(AlertRule.builder("odd").on("count").`when`(OddAbove(10)).build())
            processor.start()
            val count = processor.series("s", "count")
            val states = listOf(9.0, 12.0, 13.0, 14.0).map { value ->
                assertTrue(count.record(value))
                processor.runOnce()
                processor.alerts(10).map { it.state() }
            }
            assertEquals(listOf(listOf(), listOf(), listOf(AlertState.FIRING), listOf(AlertState.RESOLVED)), states)
        }
    }
}
