// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.lifecycle;

import static io.arxsvgx.telemetry.testing.ProcessorFixture.LONG;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOON;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.NOTHING;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.awaitLatch;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.config;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.event;
import static io.arxsvgx.telemetry.testing.ProcessorFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.Subscription;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySubscriber;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.snapshot.DashboardSnapshot;
import io.arxsvgx.telemetry.snapshot.SystemStatus;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import io.arxsvgx.testsupport.LogFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscribersTest {
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final ManualTimeSource time = TimeSource.manual(NOON);
    private final TelemetryProcessor processor =
            ProcessorFixture.running(config().timeSource(time).processingInterval(INTERVAL), NOTHING);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        processor.close();
    }

    /** A subscriber that records its messages. */
    private static class Listener implements TelemetrySubscriber {
        final List<Alert> alerts = Collections.synchronizedList(new ArrayList<>());
        final List<DashboardSnapshot> snapshots = Collections.synchronizedList(new ArrayList<>());
        final AtomicLong missed = new AtomicLong();

        @Override
        public void onAlert(Alert alert) {
            alerts.add(alert);
        }

        @Override
        public void onSnapshot(DashboardSnapshot snapshot) {
            snapshots.add(snapshot);
        }

        @Override
        public void onMissed(long count) {
            missed.addAndGet(count);
        }
    }

    /** A subscriber that hangs in its first alert until released. */
    private final class Slow extends Listener {
        final CountDownLatch called = new CountDownLatch(1);

        @Override
        public void onAlert(Alert alert) {
            called.countDown();
            ProcessorFixture.hang(release);
            super.onAlert(alert);
        }
    }

    private <S extends TelemetrySubscriber> S subscribed(S subscriber) {
        assertThat(processor.subscribe(subscriber)).isNotNull();
        return subscriber;
    }

    private void flap(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(processor.ingest(event(1))).isTrue();
            assertThat(processor.ingest(event(0))).isTrue();
        }
        assertThat(processor.flush(LONG)).isTrue();
    }

    private void passInterval() {
        time.advance(INTERVAL);
        assertThat(processor.flush(LONG)).isTrue();
    }

    @Test
    void subscriber_isToldEachStepInOrder() {
        Listener listener = subscribed(new Listener());
        flap(200);
        soon().until(() -> listener.alerts.size() == 400);
        for (int i = 0; i < 400; i += 2) {
            assertThat(listener.alerts.get(i).endsAt()).isNull();
            assertThat(listener.alerts.get(i + 1).endsAt()).isNotNull();
            assertThat(listener.alerts.get(i + 1).id())
                    .isEqualTo(listener.alerts.get(i).id());
        }
    }

    @Test
    void subscriber_addedTwice_isToldOnce() {
        Listener listener = subscribed(subscribed(new Listener()));
        Listener other = subscribed(new Listener());
        flap(1);
        processor.stop();
        assertThat(listener.alerts).hasSize(2);
        assertThat(other.alerts).hasSize(2);
    }

    @Test
    void slowSubscriber_isToldHowMuchItMissedAndDelaysNoOther() {
        Slow slow = subscribed(new Slow());
        Listener other = subscribed(new Listener());
        flap(1);
        awaitLatch(slow.called);
        for (int i = 0; i < 10; i++) {
            flap(100);
            int due = 2 + 200 * (i + 1);
            soon().until(() -> other.alerts.size() == due);
        }
        release.countDown();
        // one running, 1,024 waiting
        soon().until(() -> slow.alerts.size() == 1_025);
        assertThat(slow.missed).hasValue(2_002 - 1_025);
        assertThat(processor.metrics().subscriberMissed()).isEqualTo(2_002 - 1_025);
        assertThat(other.missed).hasValue(0);
        flap(1);
        soon().until(() -> slow.alerts.size() == 1_027);
        assertThat(slow.alerts.size() + slow.missed.get()).isEqualTo(2_004);
    }

    @Test
    void snapshots_comeEveryInterval() {
        Listener listener = subscribed(new Listener());
        assertThat(processor.flush(LONG)).isTrue();
        for (int i = 1; i <= 5; i++) {
            processor.ingest(event(0));
            passInterval();
            int due = i;
            soon().until(() -> listener.snapshots.size() == due);
            assertThat(listener.snapshots.get(i - 1).totalEvents()).isEqualTo(i);
        }
    }

    @Test
    void snapshots_forASlowSubscriber_areConflatedToTheNewest() {
        Slow slow = subscribed(new Slow());
        flap(1);
        awaitLatch(slow.called);
        for (int i = 0; i < 50; i++) {
            passInterval();
        }
        processor.ingest(event(0));
        passInterval();
        release.countDown();
        soon().until(() -> slow.snapshots.size() == 1);
        processor.stop();
        assertThat(slow.snapshots).singleElement().matches(snapshot -> snapshot.totalEvents() == 3);
        assertThat(slow.missed).hasValue(0);
    }

    @Test
    void unsubscribe_insideACallback_isTheLastThatIsHeard() {
        Listener once = subscribed(new Listener() {
            @Override
            public void onAlert(Alert alert) {
                super.onAlert(alert);
                assertThat(processor.unsubscribe(this)).isTrue();
            }
        });
        Listener other = subscribed(new Listener());
        flap(10);
        soon().until(() -> other.alerts.size() == 20);
        processor.stop();
        assertThat(once.alerts).hasSize(1);
        assertThat(processor.unsubscribe(once)).isFalse();
    }

    @Test
    void subscribe_insideACallback_isToldFromThenOn() {
        Listener second = new Listener();
        subscribed(new Listener() {
            @Override
            public void onAlert(Alert alert) {
                subscribed(second);
                super.onAlert(alert);
            }
        });
        flap(1);
        soon().until(() -> processor.unsubscribe(second));
        subscribed(second);
        flap(1);
        soon().until(() -> second.alerts.size() >= 2);
    }

    @Test
    void subscription_closed_endsIt() {
        Listener listener = new Listener();
        Subscription subscription = processor.subscribe(listener);
        subscription.close();
        subscription.close();
        flap(1);
        processor.stop();
        assertThat(listener.alerts).isEmpty();
    }

    @Test
    void subscription_closedAfterTheSubscriberCameBack_doesNotEndTheNewOne() {
        Listener listener = new Listener();
        Subscription first = processor.subscribe(listener);
        first.close();
        Subscription second = processor.subscribe(listener);
        first.close();
        flap(1);
        soon().until(() -> listener.alerts.size() >= 2);
        second.close();
        assertThat(processor.unsubscribe(listener)).isFalse();
    }

    @Test
    void onAlert_listener_getsAlertsUntilItIsClosed() {
        List<Alert> received = Collections.synchronizedList(new ArrayList<>());
        Consumer<Alert> listener = received::add;
        Subscription subscription = processor.onAlert(listener);
        flap(1);
        soon().until(() -> received.size() == 2);

        try (Subscription twice = processor.onAlert(listener)) {
            flap(1);
            soon().until(() -> received.size() == 6);
            assertThat(twice).isNotSameAs(subscription);
        }
        flap(1);
        soon().until(() -> received.size() == 8);
        subscription.close();
        flap(1);
        processor.stop();
        assertThat(received).hasSize(8);
    }

    @Test
    void onSnapshot_listener_getsSnapshots() {
        List<DashboardSnapshot> seen = Collections.synchronizedList(new ArrayList<>());
        try (Subscription subscription = processor.onSnapshot(seen::add)) {
            soon().until(() -> {
                time.advance(INTERVAL);
                processor.flush(LONG);
                return !seen.isEmpty();
            });
            assertThat(subscription).isNotNull();
        }
    }

    @Test
    void onAlert_listenerThatHangs_isNamedByItsOwnClass() {
        Hanging hanging = new Hanging();
        processor.onAlert(hanging);
        flap(1);
        awaitLatch(hanging.called);
        time.advance(Duration.ofSeconds(11));
        assertThat(processor.flush(LONG)).isTrue();
        assertThat(processor.metrics().statusReason()).contains(Hanging.class.getName());
    }

    private final class Hanging implements Consumer<Alert> {
        final CountDownLatch called = new CountDownLatch(1);

        @Override
        public void accept(Alert alert) {
            called.countDown();
            awaitLatch(release);
        }
    }

    @Test
    void subscriber_thatThrows_isContainedAndLoggedOnce() {
        try (LogFixture log = new LogFixture()) {
            Listener bad = subscribed(new Listener() {
                @Override
                public void onAlert(Alert alert) {
                    super.onAlert(alert);
                    throw new AssertionError("of the subscriber's");
                }
            });
            Listener other = subscribed(new Listener());
            flap(20);
            soon().until(() -> bad.alerts.size() == 40 && other.alerts.size() == 40);
            processor.stop();
            assertThat(log.messages()).singleElement().asString().contains("subscriber");
        }
    }

    @Test
    void subscriber_pastTheTimeout_isATroubleUntilItReturns() {
        try (LogFixture log = new LogFixture()) {
            Slow slow = subscribed(new Slow());
            flap(1);
            awaitLatch(slow.called);
            time.advance(Duration.ofSeconds(11));
            assertThat(processor.flush(LONG)).isTrue();
            assertThat(processor.metrics().systemStatus()).isEqualTo(SystemStatus.WARNING);
            assertThat(processor.metrics().statusReason()).contains("subscriber");
            release.countDown();
            soon().until(() -> processor.metrics().systemStatus() == SystemStatus.HEALTHY);
            assertThat(log.messages()).isNotEmpty();
        }
    }

    @Test
    void subscribers_beyondTheMost_areRefused() {
        for (int i = 0; i < 1_000; i++) {
            subscribed(new Listener());
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> processor.subscribe(new Listener()))
                .withMessageContaining("1000");
    }
}
