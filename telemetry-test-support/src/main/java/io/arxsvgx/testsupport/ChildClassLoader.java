// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.testsupport;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A class loader with the class path of the test, as an application server has one for each application. Classes that it
 * has loaded can be unloaded once it is closed and nothing refers to them. Thread-safe.
 */
public final class ChildClassLoader extends URLClassLoader {
    private static final long TIMEOUT_SECONDS = 60;

    private final String hiddenPrefix;

    /** Creates a class loader of the whole class path. */
    public ChildClassLoader() {
        this("");
    }

    /**
     * Creates a class loader that does not find some classes.
     *
     * @param hiddenPrefix what their names start with; empty for none
     */
    public ChildClassLoader(String hiddenPrefix) {
        super(classPath(), ClassLoader.getPlatformClassLoader());
        this.hiddenPrefix = hiddenPrefix;
    }

    private static URL[] classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> urls = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator, -1)) {
            try {
                urls.add(Path.of(entry).toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
        return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!hiddenPrefix.isEmpty() && name.startsWith(hiddenPrefix)) {
            throw new ClassNotFoundException(name);
        }
        return super.findClass(name);
    }

    /**
     * Runs a program that this class loader loads, on a thread that ends, so that nothing stays in its thread-locals.
     *
     * @param program a public class with a public constructor that takes a folder
     * @param folder the folder
     * @return what the program returns
     */
    public Object run(Class<? extends Callable<?>> program, Path folder)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Object> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        Object loaded = loadClass(program.getName())
                                .getConstructor(Path.class)
                                .newInstance(folder);
                        result.complete(((Callable<?>) loaded).call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "application");
        thread.setContextClassLoader(this);
        thread.start();
        Object returned = result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        thread.join();
        return returned;
    }

    /**
     * Lets the JDK start its thread that watches processes. The thread keeps the class loader of the code that starts the first
     * process, and lives for a minute after the last. SQLite's driver starts processes to find out the machine's type.
     */
    public static void startProcessReaper() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        new ProcessBuilder(java.toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
