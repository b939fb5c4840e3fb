// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.bench.peers;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import io.arxsvgx.telemetry.bench.replay.Peer;
import io.arxsvgx.telemetry.bench.replay.Side;
import io.arxsvgx.telemetry.bench.replay.Workload;

/** The three rules as statements of Esper, with its own windows, by source. */
public final class EsperPeer implements Peer {
    /*
     * The z-score of the newest value against those before it. The view over 101 values includes the newest, which is
     * subtracted: with N values of mean m and variance v, the others have the mean (N m - x) / (N - 1) and the sum of
     * squares (N - 1) v - (x - m) (x - their mean).
     */
    private static final String STATEMENTS =
            """
            @name('high') select * from Measurement(value > 100);
            @name('steep') select slope from Measurement#groupwin(source)#length(10)#linest(index, value)
                where dataPoints = 10 and Math.abs(slope) > 5;
            @name('far') select average from Measurement#groupwin(source)#length(101)#uni(value, value)
                where datapoints > 10
                and (value - (datapoints * average - value) / (datapoints - 1))
                    * (value - (datapoints * average - value) / (datapoints - 1)) * (datapoints - 1)
                    > 25 * ((datapoints - 1) * variance
                        - (value - average) * (value - (datapoints * average - value) / (datapoints - 1)));
            """;

    @Override
    public String name() {
        return "esper";
    }

    @Override
    public Side side(Workload workload) {
        try {
            return new Statements(workload);
        } catch (EPCompileException | EPDeployException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Statements implements Side {
        private final Workload workload;
        private final EPRuntime runtime;
        private final int[] counts;
        private long breaches;

        Statements(Workload workload) throws EPCompileException, EPDeployException {
            this.workload = workload;
            counts = new int[workload.seriesCount()];
            Configuration configuration = new Configuration();
            configuration.getCommon().addEventType(Measurement.class);
            EPCompiled compiled =
                    EPCompilerProvider.getCompiler().compile(STATEMENTS, new CompilerArguments(configuration));
            runtime = EPRuntimeProvider.getDefaultRuntime(configuration);
            for (var statement :
                    runtime.getDeploymentService().deploy(compiled).getStatements()) {
                statement.addListener((come, gone, from, by) -> breaches += come == null ? 0 : come.length);
            }
        }

        @Override
        public void replay() {
            var events = runtime.getEventService();
            for (int i = 0; i < Workload.EVENTS; i++) {
                int series = workload.series(i);
                events.sendEventBean(
                        new Measurement(workload.source(series), counts[series]++, workload.value(i)), "Measurement");
            }
        }

        @Override
        public long breaches() {
            return breaches;
        }
    }
}
