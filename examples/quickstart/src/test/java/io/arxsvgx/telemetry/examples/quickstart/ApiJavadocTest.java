// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Every public type and method of an exported package has Javadoc; the build's doclint checks what it says. */
class ApiJavadocTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");

    @Test
    void publicTypesAndMethods_haveJavadoc() throws IOException {
        List<Path> sources = exportedSources();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> missing = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new PublicMembers(trees, missing).scan(new TreePath(unit), null);
            }
        }

        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    private static List<Path> exportedSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.sorted().toList()) {
                Path root = module.resolve("src/main/java");
                Path descriptor = root.resolve("module-info.java");
                if (Files.exists(descriptor)) {
                    Matcher exported = EXPORTS.matcher(Files.readString(descriptor));
                    while (exported.find()) {
                        addSources(sources, root.resolve(exported.group(1).replace('.', '/')));
                    }
                }
            }
        }
        return sources;
    }

    private static void addSources(List<Path> sources, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .sorted()
                    .forEach(sources::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class PublicMembers extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final List<String> missing;

        PublicMembers(DocTrees trees, List<String> missing) {
            this.trees = trees;
            this.missing = missing;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            if (!isPublic(type.getModifiers())) {
                return null;
            }
            require(type.getSimpleName().toString());
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            ModifiersTree modifiers = method.getModifiers();
            boolean inherits = modifiers.getAnnotations().stream()
                    .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
            boolean ofRecord = owner().getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
            if (isPublic(modifiers) && !inherits && !ofRecord) {
                require(method.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void none) {
            if (isPublic(field.getModifiers())) {
                require(field.getName().toString());
            }
            return null;
        }

        /** Whether something has the modifier, or is a member of an interface, where all but private ones are public. */
        private boolean isPublic(ModifiersTree modifiers) {
            boolean ofInterface = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                    && type.getKind() == Tree.Kind.INTERFACE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || (ofInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
        }

        private ClassTree owner() {
            return (ClassTree) requireNonNull(getCurrentPath().getParentPath()).getLeaf();
        }

        private void require(String name) {
            if (trees.getDocComment(getCurrentPath()) == null) {
                missing.add(
                        getCurrentPath().getCompilationUnit().getSourceFile().getName() + ": " + name);
            }
        }
    }
}
