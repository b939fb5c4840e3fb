// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What survives a restart and a change of the configuration, and when a group is repeated. */
@Timeout(60)
class NotificationEngineRestartTest {
    private static final NotificationQuery ALL = new NotificationQuery(null, null, null, 1_000);
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final EngineWorld world = new EngineWorld();

    @Test
    void crashBetweenAnyTwoSteps_losesNothing_andKeepsTheTimers() {
        world.fire("a");
        world.crash();
        world.advance(Duration.ofSeconds(29));
        world.crash();
        assertThat(world.notified()).isEmpty();
        world.advance(Duration.ofSeconds(1));
        assertThat(world.notified()).containsExactly("ops: a firing");

        world.crash();
        world.resolve("a");
        world.crash();
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactly("ops: a resolved");
        assertThat(world.engine().find(ALL)).hasSize(2).allMatch(one -> one.state() == NotificationState.SENT);
    }

    @Test
    void crashAfterAnAttemptWithoutAnAnswer_repeatsItWithTheSameKey() {
        world.answer = message -> Attempt.retry("no answer", null);
        world.fire("a");
        world.advance(WAIT);
        world.crash();
        world.resolve("a");
        world.answer = message -> Attempt.sent("200");
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactly("ops: a firing", "ops: a resolved");
        assertThat(new HashSet<>(world.calls)).hasSize(2);
        assertThat(world.calls.get(0)).isEqualTo(world.calls.get(1));
    }

    @Test
    void alertOfAProcessThatHasEnded_isResolvedAfterSomeMinutes() {
        world.fire("a");
        world.advance(WAIT);
        world.notified();
        world.alerts.clear();
        world.crash();

        world.advance(Duration.ofMinutes(11));

        assertThat(world.notified()).containsExactly("ops: a resolved");
    }

    @Test
    void alertThatFiresAgainBeforeAnyAttempt_isToldOnce_asFiring() {
        world.fire("a");
        world.resolve("a");
        world.fireAgain("a2", "a");
        world.advance(WAIT);

        assertThat(world.notified()).containsExactly("ops: a2 firing");
    }

    @Test
    void resolvedAlertThatWaits_andFiresAgain_isToldOnce_asFiring() {
        world.fire("a");
        world.advance(WAIT);
        world.answer = message -> Attempt.retry("refused", null);
        world.fire("b");
        world.advance(INTERVAL);
        world.resolve("a");
        world.advance(INTERVAL);
        world.fireAgain("a2", "a");
        world.advance(INTERVAL);
        world.notified();
        world.answer = message -> Attempt.sent("200");
        world.advance(Duration.ofMinutes(1));

        assertThat(world.notified()).containsExactly("ops: a firing, b firing", "ops: b firing, a2 firing");
    }

    @Test
    void receiverThatIsBackAfterTheRepeatInterval_isNotToldTheSameAgainAtOnce() {
        world.answer = message -> Attempt.retry("refused", null);
        world.fire("a");
        world.advance(Duration.ofHours(5));
        world.answer = message -> Attempt.sent("200");
        world.advance(Duration.ofHours(3).plusMinutes(50));
        assertThat(world.notified()).containsExactly("ops: a firing");

        world.advance(Duration.ofMinutes(20));
        assertThat(world.notified()).containsExactly("ops: a firing");
    }

    @Test
    void raisedAlert_isResolvedWhereItWasTold_afterARestart() {
        world.receivers = Map.of("ops", List.of("webhook[0]"), "pager", List.of("pagerduty[0]"));
        world.routes = labels ->
                List.of(EngineWorld.target("critical".equals(labels.get("severity")) ? "pager" : "ops", "alertname"));
        world.reconfigure();
        world.fire("a");
        world.advance(WAIT);
        world.raise("a", Severity.CRITICAL);
        world.advance(INTERVAL);
        world.notified();

        world.crash();
        world.resolve("a");
        world.advance(INTERVAL);

        assertThat(world.notified())
                .containsExactlyInAnyOrder("ops: a resolved critical", "pager: a resolved critical");
        assertThat(world.stored.keySet()).allMatch(key -> key.startsWith("sent/"));
    }

    @Test
    void alertOfARouteThatARestartHasRemoved_isResolvedWhereItWasTold() {
        world.fire("a");
        world.advance(WAIT);
        world.notified();
        world.receivers = Map.of("ops", List.of("webhook[0]"), "others", List.of("webhook[0]"));
        world.routes = labels -> List.of(EngineWorld.target("others", "alertname"));

        world.crash();
        world.resolve("a");
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactlyInAnyOrder("ops: a resolved", "others: a resolved");
    }

    @Test
    void acknowledgementBeforeTheFirstPass_isNotLost() {
        world.isStoreAway = true;
        world.fire("a");
        world.acknowledge("a");
        world.isStoreAway = false;
        world.advance(Duration.ofSeconds(5));
        world.crash();
        world.advance(WAIT);
        assertThat(world.notified()).containsExactly("ops: a firing");

        world.advance(Duration.ofHours(9));
        assertThat(world.notified()).isEmpty();
    }

    @Test
    void alertWithoutARouteAnyMore_isResolvedWhereItWasTold_afterARestart() {
        world.routes = labels ->
                "critical".equals(labels.get("severity")) ? List.of() : List.of(EngineWorld.target("ops", "alertname"));
        world.fire("a");
        world.advance(WAIT);
        world.notified();
        world.raise("a", Severity.CRITICAL);
        world.advance(INTERVAL);
        world.notified();

        world.resolve("a");
        world.crash();
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactly("ops: a resolved critical");
    }

    @Test
    void resolvedAlert_isNotToldAgainAfterARestart_whileAnotherGroupWaits() {
        RouteTarget slow = EngineWorld.target("others", "alertname");
        RouteTarget fast = new RouteTarget(
                "1", "{}/{}", "ops", Set.of(), WAIT, Duration.ofMinutes(1), Duration.ofHours(4), null, null);
        world.receivers = Map.of("ops", List.of("webhook[0]"), "others", List.of("webhook[0]"));
        world.routes = labels -> List.of(slow, fast);
        world.reconfigure();
        world.fire("a");
        world.advance(WAIT);
        world.resolve("a");
        world.advance(Duration.ofMinutes(1));
        assertThat(world.notified()).contains("ops: a resolved").doesNotContain("others: a resolved");

        world.crash();
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactly("others: a resolved");
    }

    @Test
    void resolvedAlert_isNotToldToTheReceiverOfANewRoute() {
        world.fire("a");
        world.advance(WAIT);
        world.resolve("a");
        world.notified();
        world.receivers = Map.of("ops", List.of("webhook[0]"), "others", List.of("webhook[0]"));
        world.routes = labels -> List.of(EngineWorld.target("others", "alertname"));
        world.reconfigure();
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactly("ops: a resolved");
    }

    @Test
    void retryAfter_isRespectedAfterARestart() {
        world.answer = message -> Attempt.retry("429", Duration.ofSeconds(40));
        world.fire("a");
        world.advance(WAIT);
        world.answer = message -> Attempt.sent("200");

        world.crash();
        world.advance(Duration.ofSeconds(39));
        assertThat(world.notified()).isEmpty();
        world.advance(Duration.ofSeconds(2));
        assertThat(world.notified()).containsExactly("ops: a firing");
    }

    @Test
    void escalationOfAMutedRoute_isMuted() {
        world.receivers = Map.of("ops", List.of("webhook[0]"), "boss", List.of("email[0]"));
        world.routes = labels -> List.of(new RouteTarget(
                "0", "{}", "ops", Set.of(), WAIT, INTERVAL, Duration.ofHours(4), Duration.ofMinutes(12), "boss"));
        world.reconfigure();
        world.fire("a");
        world.advance(Duration.ofMinutes(13));
        assertThat(world.notified()).containsExactly("ops: a firing", "boss: a firing");

        world.mutedRoutes.add("0");
        world.raise("a", Severity.CRITICAL);
        world.advance(Duration.ofMinutes(15));
        assertThat(world.notified()).isEmpty();
        world.mutedRoutes.clear();
        world.advance(INTERVAL);
        assertThat(world.notified()).containsExactlyInAnyOrder("ops: a firing critical", "boss: a firing critical");
    }

    @Test
    void retryAfter_isRespected_thoughAnotherMessageSucceeds() {
        world.routes = labels -> List.of(EngineWorld.target("ops", "source"));
        world.answer = message -> message.groupKey().contains("\"a\"")
                ? Attempt.retry("429", Duration.ofSeconds(40))
                : Attempt.sent("200");
        world.fire("a");
        world.fire("b");
        world.advance(WAIT);
        assertThat(world.notified()).containsExactly("ops: b firing");
        world.answer = message -> Attempt.sent("200");

        world.advance(Duration.ofSeconds(39));
        assertThat(world.notified()).isEmpty();
        world.advance(Duration.ofSeconds(2));
        assertThat(world.notified()).containsExactly("ops: a firing");
    }

    @Test
    void messageThatWaits_toAReceiverWithoutResolved_doesNotSayThatResolvedAlertsFire() {
        world.sendsResolved = false;
        world.answer = message -> Attempt.retry("429", Duration.ofHours(1));
        world.fire("a");
        world.advance(WAIT);
        world.fire("b");
        world.advance(INTERVAL);
        world.resolve("b");
        world.advance(INTERVAL);
        world.fire("c");
        world.fire("d");
        world.advance(INTERVAL);
        world.resolve("c");
        world.advance(INTERVAL);
        world.answer = message -> Attempt.sent("200");
        world.advance(Duration.ofHours(1));

        assertThat(world.notified()).containsExactly("ops: a firing", "ops: a firing, d firing");
    }
}
