// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.notify.internal.receiver.Attempt;
import io.arxsvgx.telemetry.rule.Severity;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NotificationEngineTest {
    private static final NotificationQuery ALL = new NotificationQuery(null, null, null, 1_000);
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final EngineWorld world = new EngineWorld();

    @Test
    void firstAlertOfAGroup_waits_andTakesOthersAlong() {
        world.fire("a");
        world.advance(Duration.ofSeconds(20));
        world.fire("b");
        assertThat(world.notified()).isEmpty();

        world.advance(Duration.ofSeconds(10));

        assertThat(world.notified()).containsExactly("ops: a firing, b firing");
    }

    @Test
    void laterAlertOfAGroup_isToldAtTheGroupInterval_withAllThatFire() {
        world.fire("a");
        world.advance(WAIT);
        world.notified();

        world.fire("b");
        world.advance(INTERVAL.minusSeconds(1));
        assertThat(world.notified()).isEmpty();
        world.advance(Duration.ofSeconds(1));

        assertThat(world.notified()).containsExactly("ops: a firing, b firing");
    }

    @Test
    void unchangedGroup_isRepeatedAtTheRepeatInterval_untilSomebodyAcknowledges() {
        world.fire("a");
        world.advance(WAIT);
        world.notified();

        world.advance(Duration.ofHours(4).plus(INTERVAL));
        assertThat(world.notified()).containsExactly("ops: a firing");

        world.acknowledge("a");
        world.advance(Duration.ofHours(9));
        assertThat(world.notified()).isEmpty();
    }

    @Test
    void resolvedAlert_isToldOnce_andTheGroupEnds() {
        world.fire("a");
        world.advance(WAIT);
        world.notified();

        world.resolve("a");
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactly("ops: a resolved");
        assertThat(world.engine().groups()).isEmpty();
        assertThat(world.stored.keySet()).allMatch(key -> key.startsWith("sent/"));
    }

    @Test
    void alertThatFiresAndResolvesBeforeAnyAttempt_isToldOnce_asResolved() {
        world.fire("a");
        world.resolve("a");
        world.advance(WAIT);

        assertThat(world.notified()).containsExactly("ops: a resolved");
    }

    @Test
    void receiverWithoutResolved_isToldOnlyWhatFires() {
        world.sendsResolved = false;
        world.reconfigure();
        world.fire("a");
        world.advance(WAIT);
        world.resolve("a");
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactly("ops: a firing");
        assertThat(world.engine().groups()).isEmpty();
    }

    @Test
    void raisedAlert_isTold_andAFallIsNot() {
        world.fire("a");
        world.advance(WAIT);
        world.notified();

        world.raise("a", Severity.CRITICAL);
        world.advance(INTERVAL);
        assertThat(world.notified()).containsExactly("ops: a firing critical");

        world.raise("a", Severity.WARNING);
        world.advance(INTERVAL);
        assertThat(world.notified()).isEmpty();
    }

    @Test
    void alertThatIsRaisedIntoAnotherRoute_isResolvedWhereItWasTold() {
        world.receivers = Map.of("ops", List.of("webhook[0]"), "pager", List.of("pagerduty[0]"));
        world.routes = labels ->
                List.of(EngineWorld.target("critical".equals(labels.get("severity")) ? "pager" : "ops", "alertname"));
        world.reconfigure();
        world.fire("a");
        world.advance(WAIT);
        world.raise("a", Severity.CRITICAL);
        world.advance(INTERVAL);
        assertThat(world.notified()).contains("ops: a firing", "pager: a firing critical");

        world.resolve("a");
        world.advance(INTERVAL);

        assertThat(world.notified())
                .containsExactlyInAnyOrder("ops: a resolved critical", "pager: a resolved critical");
    }

    @Test
    void alertThatFiresAgain_isNotToldAsResolvedInTheSameMessage() {
        world.fire("a");
        world.advance(WAIT);
        world.notified();
        world.resolve("a");
        world.fireAgain("a2", "a");
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactly("ops: a2 firing");
    }

    @Test
    void silencedAlert_isNotRepeated_andIsToldAsResolved() {
        world.fire("a");
        world.fire("b");
        world.advance(WAIT);
        world.notified();

        world.silenced.add("a");
        world.fire("c");
        world.advance(INTERVAL);
        assertThat(world.notified()).containsExactly("ops: b firing, c firing");

        world.resolve("a");
        world.advance(INTERVAL);
        assertThat(world.notified()).containsExactly("ops: a resolved, b firing, c firing");
    }

    @Test
    void mutedRoute_tellsNothing_andEverythingAfterwards() {
        world.isMuted = true;
        world.fire("a");
        world.fire("b");
        world.advance(WAIT);
        world.resolve("a");
        world.advance(INTERVAL);
        assertThat(world.notified()).isEmpty();

        world.isMuted = false;
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactly("ops: a resolved, b firing");
    }

    @Test
    void failedAttempt_isRepeatedWithTheSameKey_untilItSucceeds() {
        world.answer = message -> Attempt.retry("500", null);
        world.fire("a");
        world.advance(WAIT.plusSeconds(10));
        assertThat(world.notified()).isEmpty();
        assertThat(world.calls).hasSizeGreaterThan(2);
        assertThat(notification().state()).isEqualTo(NotificationState.PENDING);
        assertThat(notification().lastError()).isEqualTo("500");
        assertThat(world.engine().problems()).anyMatch(problem -> problem.contains("ops") && problem.contains("500"));

        world.answer = message -> Attempt.sent("200");
        world.advance(Duration.ofSeconds(10));

        assertThat(world.notified()).containsExactly("ops: a firing");
        assertThat(new HashSet<>(world.calls)).hasSize(1);
        assertThat(notification().state()).isEqualTo(NotificationState.SENT);
        assertThat(world.engine().problems()).isEmpty();
    }

    @Test
    void receiverThatIsAwayForAnHour_isToldTheAttemptedMessage_andThenTheNewestState() {
        world.answer = message -> Attempt.retry("refused", null);
        world.fire("a");
        world.fire("b");
        world.advance(WAIT.plusSeconds(5));
        world.resolve("a");
        world.advance(Duration.ofMinutes(30));
        world.fire("c");
        world.advance(Duration.ofMinutes(25));
        world.resolve("c");
        world.advance(Duration.ofMinutes(5));
        world.answer = message -> Attempt.sent("200");
        world.advance(Duration.ofMinutes(2));

        assertThat(world.notified())
                .containsExactly("ops: a firing, b firing", "ops: a resolved, b firing, c resolved");
    }

    @Test
    void receiverThatIsBack_isCalledWithinTenSecondsInTheFirstMinutes() {
        world.answer = message -> Attempt.retry("refused", null);
        world.fire("a");
        world.advance(WAIT.plus(Duration.ofMinutes(4)));
        world.answer = message -> Attempt.sent("200");

        world.advance(Duration.ofSeconds(10));

        assertThat(world.notified()).hasSize(1);
    }

    @Test
    void retryAfter_isRespected() {
        world.answer = message -> Attempt.retry("429", Duration.ofSeconds(40));
        world.fire("a");
        world.advance(WAIT);
        world.calls.clear();
        world.answer = message -> Attempt.sent("200");

        world.advance(Duration.ofSeconds(39));
        assertThat(world.calls).isEmpty();
        world.advance(Duration.ofSeconds(2));
        assertThat(world.notified()).hasSize(1);
    }

    @Test
    void refusedMessage_isDead_doesNotDelayOthers_andCanBeRetried() {
        world.answer = message -> Attempt.dead("400 bad request");
        world.fire("a");
        world.advance(WAIT);
        assertThat(notification().state()).isEqualTo(NotificationState.DEAD);
        assertThat(world.engine().problems()).anyMatch(problem -> problem.contains("400 bad request"));

        world.answer = message -> Attempt.sent("200");
        assertThat(world.engine().retry(notification().id())).isTrue();
        world.run();

        assertThat(world.notified()).containsExactly("ops: a firing");
        assertThat(notification().state()).isEqualTo(NotificationState.SENT);
        assertThat(world.engine().retry("unknown")).isFalse();
    }

    @Test
    void messageWithoutSuccessForADay_isDead() {
        world.answer = message -> Attempt.retry("refused", null);
        world.fire("a");
        world.advance(Duration.ofHours(25));

        assertThat(find(NotificationState.DEAD)).hasSize(1);
        assertThat(find(NotificationState.DEAD).get(0).lastError()).contains("no success within", "refused");
    }

    @Test
    void storeThatIsAway_delaysNothing_andIsWrittenLater() {
        world.isStoreAway = true;
        world.fire("a");
        world.advance(WAIT);
        // the outbox of the engine's first pass has not been read yet
        world.isStoreAway = false;
        world.advance(Duration.ofSeconds(40));
        assertThat(world.notified()).containsExactly("ops: a firing");

        world.isStoreAway = true;
        world.resolve("a");
        world.advance(INTERVAL);
        assertThat(world.notified()).containsExactly("ops: a resolved");
        assertThat(world.engine().problems()).anyMatch(problem -> problem.contains("outbox unavailable"));

        world.isStoreAway = false;
        world.advance(Duration.ofSeconds(2));
        world.crash();
        world.advance(INTERVAL);
        assertThat(world.notified()).isEmpty();
        assertThat(world.engine().problems()).isEmpty();
    }

    @Test
    void alertThatNobodyAcknowledges_isEscalatedOnce_andResolvedThereToo() {
        world.receivers = Map.of("ops", List.of("webhook[0]"), "boss", List.of("email[0]"));
        world.routes = labels -> List.of(new RouteTarget(
                "0", "{}", "ops", Set.of(), WAIT, INTERVAL, Duration.ofHours(4), Duration.ofMinutes(12), "boss"));
        world.reconfigure();
        world.fire("a");
        world.fire("b");
        world.advance(WAIT);
        world.acknowledge("b");
        world.advance(Duration.ofMinutes(11));
        assertThat(world.notified()).containsExactly("ops: a firing, b firing");

        world.crash();
        world.advance(Duration.ofMinutes(1));
        assertThat(world.notified()).containsExactly("boss: a firing");

        world.resolve("a");
        world.advance(INTERVAL);
        assertThat(world.notified()).containsExactlyInAnyOrder("ops: a resolved, b firing", "boss: a resolved");
    }

    @Test
    void receiverThatForgets_isToldEveryMinute() {
        world.receivers = Map.of("ops", List.of("alertmanager[0]"));
        world.reconfigure();
        world.fire("a");
        world.advance(WAIT);
        world.notified();

        world.advance(Duration.ofMinutes(3));

        assertThat(world.notified()).containsExactly("ops: a firing", "ops: a firing", "ops: a firing");
    }

    @Test
    void largeGroup_isOneMessage_withTheNumberThatWasLeftOut() {
        world.maxAlerts = 3;
        world.reconfigure();
        IntStream.range(0, 1_000).forEach(i -> world.fire("a" + i));
        world.advance(WAIT);

        assertThat(world.notified()).singleElement().asString().endsWith(" and 997");
    }

    @Test
    void receiverThatIsRemoved_leavesItsMessagesDead_andOthersContinue() {
        world.answer = message -> Attempt.retry("refused", null);
        world.fire("a");
        world.advance(WAIT);
        world.receivers = Map.of("others", List.of("webhook[0]"));
        world.routes = labels -> List.of(EngineWorld.target("others", "alertname"));
        world.answer = message -> Attempt.sent("200");
        world.reconfigure();
        world.advance(INTERVAL);

        assertThat(world.notified()).containsExactly("others: a firing");
        assertThat(find(NotificationState.DEAD))
                .singleElement()
                .satisfies(one -> assertThat(one.lastError()).contains("no longer configured"));
    }

    private Notification notification() {
        return world.engine().find(ALL).get(0);
    }

    private List<Notification> find(NotificationState state) {
        return world.engine().find(new NotificationQuery(state, null, null, 100));
    }
}
