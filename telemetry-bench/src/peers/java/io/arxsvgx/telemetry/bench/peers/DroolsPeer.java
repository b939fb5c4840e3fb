// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.peers;

import io.arxsvgx.telemetry.bench.replay.MedianOfRuns;
import io.arxsvgx.telemetry.bench.replay.Peer;
import io.arxsvgx.telemetry.bench.replay.Side;
import io.arxsvgx.telemetry.bench.replay.Workload;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * The three rules as rules of Drools over one fact that is updated with each event. The host computes slope and
 * z-score, since Drools has no windows by source; so it is spared that work.
 */
public final class DroolsPeer implements Peer {
    private static final String RULES =
            """
            import io.arxsvgx.telemetry.bench.replay.MedianOfRuns;
            global io.arxsvgx.telemetry.bench.peers.DroolsPeer.Count count;
            rule high when Figures(value > 100) then count.add(); end
            rule steep when Figures(steepness > 5) then count.add(); end
            rule far when Figures(distance > 5) then count.add(); end
            """;

    /** A counter of the rules that have fired. */
    public static final class Count {
        private long count;

        /** Counts a rule. */
        public void add() {
            count++;
        }
    }

    @Override
    public String name() {
        return "drools";
    }

    @Override
    public Side side(Workload workload) {
        return new Session(workload);
    }

    private static final class Session implements Side {
        private final Workload workload;
        private final MedianOfRuns figures;
        private final KieSession session;
        private final FactHandle handle;
        private final Count count = new Count();

        Session(Workload workload) {
            this.workload = workload;
            figures = new MedianOfRuns(workload.seriesCount());
            KieServices services = KieServices.Factory.get();
            KieFileSystem files = services.newKieFileSystem();
            files.write("src/main/resources/rules.drl", RULES);
            var results = services.newKieBuilder(files).buildAll().getResults();
            if (results.hasMessages(Message.Level.ERROR)) {
                throw new IllegalStateException(results.toString());
            }
            session = services.newKieContainer(services.getRepository().getDefaultReleaseId())
                    .newKieSession();
            session.setGlobal("count", count);
            handle = session.insert(figures);
            session.fireAllRules();
        }

        @Override
        public void replay() {
            for (int i = 0; i < Workload.EVENTS; i++) {
                figures.take(workload.series(i), workload.value(i));
                session.update(handle, figures);
                session.fireAllRules();
            }
        }

        @Override
        public long breaches() {
            return count.count;
        }
    }
}
