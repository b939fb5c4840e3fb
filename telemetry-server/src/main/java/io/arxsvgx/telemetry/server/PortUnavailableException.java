// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The exception for a port of the server that cannot be opened. Immutable. */
public final class PortUnavailableException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final Endpoint endpoint;
    private final int port;

    PortUnavailableException(Endpoint endpoint, int port, String address, IOException cause) {
        super(
                "cannot open port " + port + " (" + endpoint.label() + ") on " + address + ": " + cause.getMessage(),
                cause);
        this.endpoint = endpoint;
        this.port = port;
    }

    /**
     * Returns the interface of the port.
     *
     * @return the endpoint
     */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Returns the port.
     *
     * @return its number, as configured
     */
    public int port() {
        return port;
    }
}
