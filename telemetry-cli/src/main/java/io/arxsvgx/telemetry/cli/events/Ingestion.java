// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import io.arxsvgx.telemetry.cli.client.ServerClient;
import io.arxsvgx.telemetry.cli.output.Formats;
import io.arxsvgx.telemetry.cli.output.Progress;
import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.json.EventDecoder;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The ingestion of a file of events into a server. While one block is sent the next one is read and checked; at most these
 * two blocks are in memory. Used once, by one thread.
 */
public final class Ingestion {
    private static final int MAX_EVENTS = 1_000;
    private static final int BLOCKS_PER_SECOND = 20;
    private static final int SHOWN = 50;

    private final CliContext shell;
    private final EventFile file;
    private final boolean strict;
    private final Progress progress;
    private final EventSender sender;
    private final EventDecoder decoder = new EventDecoder(JsonLimits.defaults());
    private final RateLimiter pace;
    private final int most;
    private long bad;
    private boolean stopped;
    private @Nullable MalformedLineException held;

    /**
     * Creates an ingestion.
     *
     * @param shell the environment of the run
     * @param client the client of the server
     * @param file the events
     * @param rate the number of events per second; infinite for no limit
     * @param strict whether the first bad line ends the run
     * @param progress the display of the progress
     */
    public Ingestion(
            CliContext shell, ServerClient client, EventFile file, double rate, boolean strict, Progress progress) {
        this.shell = shell;
        this.file = file;
        this.strict = strict;
        this.progress = progress;
        sender = new EventSender(client, shell.stop(), strict, this::complain);
        pace = new RateLimiter(rate, shell.stop());
        most = (int) Math.max(1, Math.min(MAX_EVENTS, rate / BLOCKS_PER_SECOND));
    }

    /**
     * The result of an ingestion. Immutable.
     *
     * @param accepted the number of accepted events
     * @param bad the number of bad lines
     * @param waits the number of waits for a full buffer
     * @param interrupted whether the user stopped it
     * @param strictStop whether a bad line ended it
     * @param time the duration
     */
    public record Result(long accepted, long bad, long waits, boolean interrupted, boolean strictStop, Duration time) {}

    /**
     * Runs to the end of the file, or until a stop is requested.
     *
     * @return the result
     */
    public Result run() {
        ExecutorService sending = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "telemetry-ingest");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<?> underWay = null;
            for (EventBlock block = nextBlock(); block != null; block = nextBlock()) {
                check(block);
                await(underWay);
                if (sender.hasEnded() || !pace.await(block.size())) {
                    underWay = null;
                    break;
                }
                EventBlock next = block;
                underWay = sending.submit(() -> sender.send(next));
                progress.at(file.bytesRead(), sender.accepted());
            }
            await(underWay);
        } catch (IOException e) {
            throw EventFile.unreadable(file.name(), e);
        } finally {
            sending.shutdownNow();
        }
        return new Result(
                sender.accepted(),
                bad,
                sender.waits(),
                shell.stop().isRequested(),
                strict && bad > 0,
                progress.passed());
    }

    /** Removes invalid events; in a strict run, all events from the first invalid one on. */
    private void check(EventBlock block) {
        if (!strict) {
            block.check(decoder, this::complain);
        } else if (!block.cutInvalid(decoder, this::complain) && held != null) {
            complain(held);
        }
        held = null;
    }

    /** The next block of events; null at the end. */
    private @Nullable EventBlock nextBlock() throws IOException {
        EventBlock block = new EventBlock();
        while (!block.isFull(most) && !stopped && !shell.stop().isRequested()) {
            try {
                RawEvent event = file.reader().next();
                if (event == null) {
                    stopped = true;
                } else {
                    block.add(event);
                }
            } catch (MalformedLineException fault) {
                stopped |= fault.isEnd() || strict;
                if (strict) {
                    held = fault; // an earlier event may be invalid, and is then the first bad line
                } else {
                    complain(fault);
                }
            }
        }
        return block.size() == 0 && held == null && (stopped || shell.stop().isRequested()) ? null : block;
    }

    private synchronized void complain(MalformedLineException fault) {
        bad++;
        stopped |= strict;
        if (bad <= SHOWN) {
            progress.complain(file.name() + ":" + fault.line() + ":" + fault.column() + ": "
                    + ForeignText.escape(fault.reason()));
        } else if (bad == SHOWN + 1) {
            progress.complain("more than " + Formats.count(SHOWN, "bad line") + "; further ones are counted only");
        }
    }

    private static void await(@Nullable Future<?> sent) {
        try {
            if (sent != null) {
                sent.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CliException fault) {
                throw fault;
            }
            throw CliException.failed("cannot send events: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted", e);
        }
    }
}
