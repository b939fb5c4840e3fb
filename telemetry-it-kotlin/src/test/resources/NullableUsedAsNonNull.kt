// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
import io.arxsvgx.telemetry.TelemetryConfig
import io.arxsvgx.telemetry.TelemetryEvent
import io.arxsvgx.telemetry.TelemetryProcessor
import io.arxsvgx.telemetry.alert.Alert
import io.arxsvgx.telemetry.rule.AlertRule
import io.arxsvgx.telemetry.rule.Condition
import io.arxsvgx.telemetry.rules.Trend
import io.arxsvgx.telemetry.snapshot.RuleStatus
import java.time.Instant

fun alert(alert: Alert) {
    val end: Instant = alert.endsAt() // wrong
    alert.acknowledgement().who() // wrong
    val rule: String = alert.ruleName()
    val reason: String? = alert.endReason()
    println("$end $rule $reason")
}

fun status(status: RuleStatus) {
    val error: String = status.lastError() // wrong
    val name: String = status.rule().name()
    println("$error $name")
}

fun processor(processor: TelemetryProcessor) {
    processor.registerAction(null) { } // wrong
    processor.series("s", null) // wrong
    processor.addAlertRule(null) // wrong
    processor.ingest(mapOf("meta" to null))
}

fun rules() {
    AlertRule.builder("rule").on(null) // wrong
    AlertRule.builder("rule").`when`(null) // wrong
    AlertRule.builder("rule").parameters(mapOf("limit" to null)) // wrong
    Condition.of("name", mapOf("limit" to null)) // wrong
    Trend.slope().per(null) // wrong
    TelemetryConfig.builder().timeSource(null) // wrong
    TelemetryEvent.builder().timestamp(null)
}
