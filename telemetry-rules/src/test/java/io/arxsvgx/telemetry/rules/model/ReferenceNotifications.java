// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The notifications of the alerts of the model, with actions and silences. It outlasts a process. */
final class ReferenceNotifications {
    /** Every alert that has ever fired, with its calls. */
    final List<ReferenceAlert> fired = new ArrayList<>();

    final Set<String> registered = new LinkedHashSet<>();
    final Map<String, Silence> silences = new LinkedHashMap<>();
    private final List<Silence> ended = new ArrayList<>();

    static boolean isLike(String selector, String text) {
        String pattern =
                List.of(selector.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"));
        return text.matches(pattern);
    }

    void silence(Silence silence) {
        silences.put(silence.id(), silence);
    }

    boolean expire(String id) {
        return silences.remove(id) != null;
    }

    void endSilences(long wall) {
        for (Silence silence : List.copyOf(silences.values())) {
            if (SteppedClock.nanos(silence.endsAt()) <= wall) {
                ended.add(silences.remove(silence.id()));
            }
        }
    }

    void wallStepped(long wall, long before) {
        if (silences.values().stream().anyMatch(silence -> isBetween(silence.startsAt(), wall, before))) {
            throw new UnspecifiedException("the wall clock went back behind the beginning of a silence");
        }
        if (ended.stream().anyMatch(silence -> SteppedClock.nanos(silence.endsAt()) > wall)) {
            throw new UnspecifiedException("the wall clock went back behind the end of a silence");
        }
    }

    private static boolean isBetween(Instant time, long wall, long before) {
        return SteppedClock.nanos(time) > wall && SteppedClock.nanos(time) <= before;
    }

    boolean isSilenced(ReferenceAlert alert, long wall) {
        return silences.values().stream()
                .filter(silence -> SteppedClock.nanos(silence.startsAt()) <= wall)
                .filter(silence -> SteppedClock.nanos(silence.endsAt()) > wall)
                .anyMatch(silence -> matches(silence, alert));
    }

    private static boolean matches(Silence silence, ReferenceAlert alert) {
        Map<String, String> parts = new HashMap<>(Map.of(
                "rule_id", alert.ruleId,
                "rule_name", alert.rule.name(),
                "source", alert.source,
                "type", alert.type,
                "severity", alert.severity.label()));
        return silence.matchers().entrySet().stream()
                .allMatch(matcher -> isLike(matcher.getValue(), parts.get(matcher.getKey())));
    }

    /** Notifies of firing unless silenced; false if silenced. */
    boolean firing(ReferenceAlert alert, long wall, long atWall) {
        if (isSilencedAtBoth(alert, wall, atWall)) {
            return false;
        }
        sendFiring(alert);
        return true;
    }

    boolean repeating(ReferenceAlert alert, long wall, long atWall) {
        boolean isHeldBack = alert.hasUnsentFiring || alert.hasUnsentRaise || alert.isRepeatDue;
        if (isHeldBack && !isSilenced(alert, wall)) {
            throw new UnspecifiedException("a repeat came due while a silence ended");
        }
        return firing(alert, wall, atWall);
    }

    void sendFiring(ReferenceAlert alert) {
        alert.rule.actions().stream()
                .filter(registered::contains)
                .forEach(action -> alert.notified(action, AlertState.FIRING));
        alert.hasUnsentFiring = false;
        alert.hasUnsentRaise = false;
        alert.isRepeatDue = false;
    }

    /** Notifies the resolution to those that were notified of the firing; later if silenced. */
    void resolved(ReferenceAlert alert, long wall, long atWall) {
        if (isSilencedAtBoth(alert, wall, atWall)) {
            alert.owesResolved = !alert.calls.isEmpty();
        } else if (alert.hasUnsentFiring) {
            throw new UnspecifiedException("resolved while a silence ended");
        } else {
            sendResolved(alert);
        }
    }

    void sendResolved(ReferenceAlert alert) {
        List.copyOf(alert.calls.keySet()).forEach(action -> alert.notified(action, AlertState.RESOLVED));
        alert.owesResolved = false;
    }

    /** Sends the notifications that a silence suppressed once no silence covers the alert any longer. */
    void catchUp(ReferenceAlert alert, long wall, long now) {
        if (isSilenced(alert, wall)) {
            return;
        }
        if (alert.owesResolved) {
            sendResolved(alert);
        }
        if (alert.state != AlertState.FIRING) {
            return;
        }
        if (!alert.hasUnsentFiring && (alert.hasUnsentRaise || (alert.isRepeatDue && alert.isStale))) {
            throw new UnspecifiedException("a raised severity, or a repeat of a stale alert, behind a silence");
        }
        if (alert.hasUnsentFiring || alert.isRepeatDue) {
            sendFiring(alert);
            if (!alert.rule.repeatInterval().isZero()) {
                alert.repeats.add(now + alert.rule.repeatInterval().toNanos());
            }
        }
    }

    private boolean isSilencedAtBoth(ReferenceAlert alert, long wall, long atWall) {
        boolean isSilenced = isSilenced(alert, wall);
        if (isSilenced != isSilenced(alert, atWall)) {
            throw new UnspecifiedException("a silence began or ended between a deadline and its drain");
        }
        return isSilenced;
    }
}
