// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.rules;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.MalformedJsonException;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.file.FileWatcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules file, JSON with comments: loaded as a whole or rejected, and loaded again after a change. If it is rejected, the previous rules
 * stay in force. Thread-safe.
 */
public final class RuleFileWatcher {
    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private final Path path;
    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private final FileWatcher watch;
    /** The ids that came from the file at the last load. Those that are gone from it are removed. */
    private Set<String> loaded = new HashSet<>();

    private volatile @Nullable String problem;

    public RuleFileWatcher(Path path, TelemetryProcessor processor, JsonCodec json) {
        this.path = path;
        this.processor = processor;
        this.json = json;
        watch = new FileWatcher("telemetry-rules-file", List.of(path), this::reload);
    }

    /** Returns the reason why the file was rejected at the last load; null if it was not. */
    @Nullable
    public String problem() {
        return problem;
    }

    /** Starts to reload the file whenever its content changes. If it cannot be read, the previous rules stay. */
    public void watch() {
        watch.start();
    }

    public void unwatch() {
        watch.stop();
    }

    private void reload() {
        try {
            LOG.info("rules file {} changed; rules loaded: {}", path.getFileName(), load());
        } catch (RuntimeException e) {
            LOG.warn(
                    "rules file rejected; the previous rules stay in force: {}",
                    ForeignText.escape(String.valueOf(e.getMessage())));
        }
    }

    /** Loads the rules of the file. Returns their number. */
    public synchronized int load() {
        try {
            int count = take();
            problem = null;
            return count;
        } catch (RuleSetRejectedException e) {
            problem = e.getMessage();
            throw e;
        }
    }

    private int take() {
        List<AlertRule> rules;
        watch.mark();
        try (InputStream in = Files.newInputStream(path)) {
            rules = RuleJson.readAll(json.readWithComments(in));
        } catch (IOException e) {
            throw new RuleSetRejectedException(List.of("cannot read " + path.getFileName() + ": " + e));
        } catch (MalformedJsonException e) {
            throw new RuleSetRejectedException(List.of(path.getFileName() + ": " + e.getMessage()));
        }
        check(rules);
        Set<String> ids = new HashSet<>();
        for (AlertRule rule : rules) {
            processor.addAlertRule(rule);
            ids.add(rule.id());
        }
        loaded.stream().filter(id -> !ids.contains(id)).forEach(processor::removeAlertRule);
        loaded = ids;
        return rules.size();
    }

    private void check(List<AlertRule> rules) {
        List<String> reasons = new ArrayList<>();
        for (AlertRule rule : rules) {
            try {
                processor.rules().check(rule);
            } catch (IllegalArgumentException e) {
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        if (!reasons.isEmpty()) {
            throw new RuleSetRejectedException(reasons);
        }
    }
}
