// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * A factory of sockets that can all be closed: the timeouts of SMTP apply to each read, so that a server that sends a byte
 * now and then would not end. Thread-safe.
 */
final class TrackedSockets extends SocketFactory {
    private final SocketFactory factory;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean isClosed;

    TrackedSockets(SocketFactory factory) {
        this.factory = factory;
    }

    private synchronized Socket tracked(Socket socket) throws IOException {
        if (isClosed) {
            socket.close();
            throw new IOException("closed");
        }
        sockets.add(socket);
        return socket;
    }

    /** Closes all sockets, and those that follow. */
    synchronized void close() {
        isClosed = true;
        sockets.forEach(TrackedSockets::close);
    }

    /** Returns whether the sockets were closed, before the session had ended. */
    synchronized boolean isClosed() {
        return isClosed;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // closed
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        return tracked(factory.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return tracked(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return tracked(factory.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return tracked(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return tracked(factory.createSocket(host, port, local, localPort));
    }
}
