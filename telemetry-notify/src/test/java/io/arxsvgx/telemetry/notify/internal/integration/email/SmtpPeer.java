// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A server of SMTP that follows RFC 5321, STARTTLS and AUTH, but answers some commands as a test says. */
final class SmtpPeer implements AutoCloseable {
    private final ServerSocket server;
    private final @Nullable SSLContext tls;
    private final boolean isTlsFromStart;
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final CountDownLatch hasCommand = new CountDownLatch(1);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private SmtpPeer(ServerSocket server, @Nullable SSLContext tls, boolean isTlsFromStart) {
        this.server = server;
        this.tls = tls;
        this.isTlsFromStart = isTlsFromStart;
    }

    /** Starts a server; with a context it offers STARTTLS, or begins with TLS. */
    static SmtpPeer start(@Nullable SSLContext tls, boolean isTlsFromStart) throws IOException {
        SmtpPeer peer = new SmtpPeer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), tls, isTlsFromStart);
        Thread thread = new Thread(peer::accept);
        thread.setDaemon(true);
        thread.start();
        return peer;
    }

    /** Answers commands that begin so with a reply instead of the usual one. */
    SmtpPeer reply(String command, String reply) {
        replies.put(command, reply);
        return this;
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    List<String> mails() {
        return List.copyOf(mails);
    }

    /** Waits for the first command. */
    void awaitCommand() throws InterruptedException {
        hasCommand.await();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Session session = new Session(isTlsFromStart ? secured(socket) : socket);
            session.serve();
        } catch (IOException e) {
            return; // the client has closed the connection
        }
    }

    private Socket secured(Socket socket) throws IOException {
        if (tls == null) {
            throw new IllegalStateException("no certificate");
        }
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    /** A connection. */
    private final class Session {
        private Socket socket;
        private BufferedReader in;

        Session(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        }

        void serve() throws IOException {
            send("220 peer.example ESMTP");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                hasCommand.countDown();
                String reply = special(line);
                send(reply == null ? usual(line) : reply);
                if (line.equals("QUIT")) {
                    return;
                }
                if (line.equals("STARTTLS") && reply == null) {
                    socket = secured(socket);
                    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
                }
                if (line.equals("DATA") && reply == null) {
                    data();
                }
            }
        }

        private void data() throws IOException {
            StringBuilder mail = new StringBuilder();
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                mail.append(line).append('\n');
            }
            String reply = special("END OF DATA");
            if (reply == null) {
                mails.add(mail.toString());
            }
            send(reply == null ? "250 2.0.0 queued" : reply);
        }

        private @Nullable String special(String line) {
            return replies.entrySet().stream()
                    .filter(each -> line.startsWith(each.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }

        private String usual(String line) throws IOException {
            String command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            return switch (command) {
                case "EHLO" -> ehlo();
                case "AUTH" -> auth(line);
                case "STARTTLS" -> "220 2.0.0 go ahead";
                case "DATA" -> "354 go ahead";
                case "QUIT" -> "221 2.0.0 bye";
                default -> "250 2.0.0 ok";
            };
        }

        private String ehlo() {
            boolean offersTls = tls != null && !(socket instanceof SSLSocket);
            return "250-peer.example\r\n" + (offersTls ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN";
        }

        private String auth(String line) throws IOException {
            String[] parts = line.split(" ", 3);
            if (parts.length < 3) {
                send("334 ");
            }
            String encoded = parts.length < 3 ? in.readLine() : parts[2];
            String given = new String(Base64.getDecoder().decode(encoded), UTF_8);
            return given.endsWith("\0me\0pass-word") ? "235 2.7.0 ok" : "535 5.7.8 wrong: " + given.replace('\0', ' ');
        }

        private void send(String reply) throws IOException {
            socket.getOutputStream().write((reply + "\r\n").getBytes(UTF_8));
            socket.getOutputStream().flush();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
