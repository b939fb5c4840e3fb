// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.kotlin

import io.arxsvgx.telemetry.Admission
import io.arxsvgx.telemetry.TelemetryConfig
import io.arxsvgx.telemetry.TelemetryEvent
import io.arxsvgx.telemetry.TelemetryProcessor
import io.arxsvgx.telemetry.TelemetrySubscriber
import io.arxsvgx.telemetry.TimeSource
import io.arxsvgx.telemetry.alert.Alert
import io.arxsvgx.telemetry.alert.AlertAction
import io.arxsvgx.telemetry.alert.AlertState
import io.arxsvgx.telemetry.replay.Replay
import io.arxsvgx.telemetry.rule.AlertRule
import io.arxsvgx.telemetry.rule.Condition
import io.arxsvgx.telemetry.rule.InvalidRuleException
import io.arxsvgx.telemetry.rule.Severity
import io.arxsvgx.telemetry.rules.Anomaly
import io.arxsvgx.telemetry.rules.Threshold
import io.arxsvgx.telemetry.rules.Trend
import java.time.Duration
import java.time.Instant
import kotlin.jvm.optionals.getOrNull
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A host written as one writes Kotlin. The compiler checks nullness strictly, and a warning is an error. */
class KotlinHostTest {
    private val start: Instant = Instant.parse("2026-01-01T00:00:00Z")

    private fun hot(): AlertRule =
        AlertRule.builder("hot")
            .on("temperature")
            .`when`(Threshold.above(80.0).recoverAt(75.0))
            .severity(Severity.CRITICAL)
            .actions("remember")
            .build()

    private fun TelemetryProcessor.record(value: Double) {
        assertTrue(series("sensor_001", "temperature").record(value))
        runOnce()
    }

    @Test
    fun lambdas_forActionsAndSubscribers_getAlerts() {
        val calls = mutableListOf<String>()
        val received = mutableListOf<Alert>()
        TelemetryProcessor.builder().callerDriven().build().use { processor ->
            processor.registerAction("remember") { alert -> calls += "${alert.state()} ${alert.value()}" }
            processor.addAlertRule(hot())
            processor.start()
            processor.onAlert { received += it }.use {
                processor.record(81.0)
                processor.record(76.0)
            }
            processor.record(75.0)
        }
        assertEquals(listOf("FIRING 81.0", "RESOLVED 81.0"), calls)
        assertEquals(listOf(AlertState.FIRING), received.map(Alert::state))
    }

    @Test
    fun subscriber_asAnObject_getsAlerts() {
        val received = mutableListOf<String>()
        val subscriber = object : TelemetrySubscriber {
            override fun onAlert(alert: Alert) {
                received += alert.ruleId()
            }
        }
        TelemetryProcessor.builder().callerDriven().build().use { processor ->
            processor.addAlertRule(hot())
            processor.start()
            processor.subscribe(subscriber).use { processor.record(81.0) }
            processor.onPattern { pattern -> received += pattern.patternId() }.close()
            processor.onSnapshot { snapshot -> received += snapshot.systemStatus().name }.close()
        }
        assertEquals(listOf("hot"), received)
    }

    @Test
    fun nullableResults_areNullableInKotlin() {
        TelemetryProcessor.builder().callerDriven().build().use { processor ->
            processor.addAlertRule(hot())
            processor.start()
            processor.record(81.0)
            val firing: Alert = processor.alerts(10).single()
            val end: Instant? = firing.endsAt()
            assertNull(end)
            assertNull(firing.acknowledgement()?.who())
            assertNull(processor.ruleStatus("hot").getOrNull()?.lastError())
            assertNotNull(processor.ruleStatus("hot").getOrNull()?.lastEvaluated())
            assertNull(processor.alerts().find("unknown").getOrNull())

            processor.record(75.0)
            val ended = processor.alerts(10).single()
            assertEquals("back to normal: 75.0 <= 80.0", ended.endReason())
            assertTrue(ended.endsAt()?.isBefore(ended.startsAt()) == false)
        }
    }

    @Test
    fun timeSource_asAnObject_datesAlerts() {
        val clock = object : TimeSource {
            var passed = 0L

            override fun epochNanos(): Long = start.epochSecond * 1_000_000_000 + passed

            override fun nanoTime(): Long = passed
        }
        val config = TelemetryConfig.builder().timeSource(clock).processingInterval(Duration.ofMillis(500)).build()
        TelemetryProcessor.builder().config(config).callerDriven().build().use { processor ->
            processor.addAlertRule(hot().toBuilder().forDuration(Duration.ofSeconds(5)).build())
            processor.start()
            processor.record(81.0)
            assertEquals(1, processor.pendingAlerts(10).size)
            clock.passed += 5_000_000_000
            processor.runOnce()
            assertEquals(start.plusSeconds(5), processor.alerts(10).single().firedAt())
        }
    }

    @Test
    fun typedConditions_equalTheTextForm() {
        val rules = listOf(
            Threshold.below(10.0) to mapOf("operator" to "<", "value" to 10.0),
            Trend.slope().over(60).per(Trend.SlopeUnit.SECOND).steeperThan(0.2) to
                mapOf("window" to 60, "threshold" to 0.2, "per" to "second"),
            Anomaly.adaptive().sensitivity(0.8) to mapOf("sensitivity" to 0.8, "method" to "adaptive"),
        )
        for ((condition, parameters) in rules) {
            val text = AlertRule.builder("rule").on("pressure").condition(condition.name()).parameters(parameters).build()
            assertEquals(text, AlertRule.builder("rule").on("pressure").condition(condition).build())
            assertEquals(text, AlertRule.builder("rule").on("pressure").`when`(Condition.of(condition.name(), parameters)).build())
        }
        val refusal = assertThrows(InvalidRuleException::class.java) { Trend.slope().over(1) }
        assertEquals("parameters.window", refusal.faults().single().field())
    }

    @Test
    fun events_ofBuildersAndMaps_areAccepted() {
        val event = TelemetryEvent.builder()
            .source("sensor_001")
            .type("temperature")
            .value(81.0)
            .timestamp(null)
            .attribute("line", 7)
            .build()
        TelemetryProcessor.create(TelemetryConfig.defaults()).use { processor ->
            assertEquals(Admission.ACCEPTED, processor.offer(event))
            assertTrue(processor.ingest(mapOf("source" to "sensor_001", "type" to "temperature", "value" to 70, "meta" to null)))
            assertEquals(2, processor.metrics().events().accepted())
            assertEquals(mapOf("line" to 7), event.attributes())
        }
    }

    @Test
    fun action_testedAlone_getsAnAlertOfTheTest() {
        val sent = mutableListOf<String>()
        val action = AlertAction { alert -> sent += alert.description() }

        action.handle(
            Alert.builder().id("test-1").ruleId("hot").source("s").type("temperature").value(91.5).startsAt(start).build()
        )

        assertEquals(listOf("hot: temperature of s: 91.5"), sent)
    }

    @Test
    fun replay_ofAHistory_findsTheAlert() {
        val history = listOf(75.0, 91.0, 70.0).mapIndexed { second, value ->
            TelemetryEvent.builder()
                .timestamp(start.plusSeconds(second.toLong()))
                .source("sensor_001")
                .type("temperature")
                .value(value)
                .build()
        }

        assertEquals(listOf(start.plusSeconds(2)), Replay.run(listOf(hot()), history).alerts().map(Alert::endsAt))
    }
}
