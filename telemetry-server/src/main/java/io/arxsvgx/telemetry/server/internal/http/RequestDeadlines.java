// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of request headers: closes connections on which bytes arrive, but no complete request header within the
 * request timeout. The idle timeout alone would let a client hold a connection indefinitely by sending a byte each
 * second. The bytes of a TLS handshake count too. Thread-safe.
 */
public final class RequestDeadlines extends AbstractLifeCycle implements Connection.Listener {
    private static final long MAX_INTERVAL_MILLIS = 500;

    private final Scheduler scheduler;
    private final long timeoutNanos;
    private final long intervalMillis;
    private final Map<Connection, Wait> waits = new ConcurrentHashMap<>();
    private volatile Scheduler.@Nullable Task next;

    /** The time that the next request of a connection has been arriving. Guarded by its own monitor. */
    private static final class Wait {
        /** True while a request is being answered: its body has a deadline of its own. */
        boolean answering;
        /** The number of bytes that had arrived when the last request was answered. */
        long bytes;

        boolean arriving;
        long since;

        synchronized void begin() {
            answering = true;
            arriving = false;
        }

        synchronized void end(long arrived) {
            answering = false;
            bytes = arrived;
        }

        synchronized boolean isOver(long arrived, long now, long timeout) {
            if (answering || arrived == bytes) {
                return false;
            }
            if (!arriving) {
                arriving = true;
                since = now;
            }
            return now - since > timeout;
        }
    }

    public RequestDeadlines(Scheduler scheduler, Duration timeout) {
        this.scheduler = scheduler;
        timeoutNanos = timeout.toNanos();
        intervalMillis = Math.max(1, Math.min(MAX_INTERVAL_MILLIS, timeout.toMillis() / 4));
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
        waits.clear();
    }

    private void schedule() {
        next = scheduler.schedule(this::check, intervalMillis, TimeUnit.MILLISECONDS);
    }

    private void check() {
        long now = NanoTime.now();
        waits.forEach((connection, wait) -> {
            if (wait.isOver(arrived(connection), now, timeoutNanos)) {
                connection.getEndPoint().close();
            }
        });
        if (isRunning() || isStarting()) {
            schedule();
        }
    }

    /** Returns the number of bytes that have arrived; on a TLS connection, of encrypted bytes. */
    private static long arrived(Connection connection) {
        EndPoint end = connection.getEndPoint();
        return end instanceof SslConnection.SslEndPoint secure
                ? secure.getSslConnection().getBytesIn()
                : connection.getBytesIn();
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) {
            waits.put(connection, new Wait());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        waits.remove(connection);
    }

    /** Records that the header of a request has arrived. */
    void begin(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        Wait wait = waits.get(connection);
        if (wait != null) {
            wait.begin();
            Request.addCompletionListener(request, failure -> wait.end(arrived(connection)));
        }
    }
}
