// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
import io.arxsvgx.telemetry.TelemetryProcessor
import io.arxsvgx.telemetry.alert.Alert
import io.arxsvgx.telemetry.rule.Condition
import io.arxsvgx.telemetry.snapshot.RuleStatus

fun alert(alert: Alert) {
    println(alert.id() == null) // wrong
    println(alert.startsAt() == null) // wrong
    println(alert.evidence().text() == null) // wrong
    println(alert.endsAt() == null)
    println(alert.firedAt() == null)
}

fun status(status: RuleStatus) {
    println(status.warnings() == null) // wrong
    println(status.warnings().first() == null) // wrong
    println(status.lastError() == null)
}

fun condition(condition: Condition) {
    println(condition.parameters().values.first() == null) // wrong
}

fun processor(processor: TelemetryProcessor) {
    println(processor.series("s", "temperature") == null) // wrong
    println(processor.alerts(10).any { alert -> alert == null }) // wrong
    println(processor.actions().failures()["a"] == null)
    processor.onAlert { alert -> println(alert == null) } // wrong
    processor.registerAction("a") { alert -> println(alert == null) } // wrong
}
