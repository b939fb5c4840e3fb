// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every public type and method of an exported package has Javadoc; the build's doclint checks its content. */
class ApiJavadocTest {
    private static final Pattern THREAD_RULE =
            Pattern.compile("\\b([Tt]hread-safe|[Ii]mmutable|Confined to|one( call)? at a time)\\b");

    /**
     * A public type, method or field.
     *
     * @param where its file and name
     * @param comment its Javadoc; null if there is none
     */
    private record Member(
            String where, boolean isType, @Nullable String comment) {
        boolean statesThreadRule() {
            return comment != null && THREAD_RULE.matcher(comment).find();
        }
    }

    private static List<Member> members() throws IOException {
        List<Member> members = new ArrayList<>();
        ExportedApi.parse(
                ExportedApi.types(), (trees, unit) -> new PublicMembers(trees, members).scan(new TreePath(unit), null));
        assertThat(members).filteredOn(Member::isType).hasSizeGreaterThan(100);
        return members;
    }

    @Test
    void publicTypesAndMethods_haveJavadoc() throws IOException {
        assertThat(members())
                .filteredOn(member -> member.comment() == null)
                .extracting(Member::where)
                .isEmpty();
    }

    /** "Thread-safe", "Not thread-safe", "Immutable", "Confined to" some thread, or for callbacks: called "one at a time". */
    @Test
    void publicTypes_stateTheirThreadRule() throws IOException {
        assertThat(members())
                .filteredOn(member -> member.isType() && !member.statesThreadRule())
                .extracting(Member::where)
                .isEmpty();
    }

    private static final class PublicMembers extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final List<Member> members;

        PublicMembers(DocTrees trees, List<Member> members) {
            this.trees = trees;
            this.members = members;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            if (!isPublic(type.getModifiers())) {
                return null;
            }
            add(type.getSimpleName(), true);
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            ModifiersTree modifiers = method.getModifiers();
            boolean inherits = modifiers.getAnnotations().stream()
                    .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
            boolean ofRecord = owner().getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
            if (isPublic(modifiers) && !inherits && !ofRecord) {
                add(method.getName(), false);
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void none) {
            if (isPublic(field.getModifiers())) {
                add(field.getName(), false);
            }
            return null;
        }

        /** Whether a member has the modifier, or is a member of an interface that is not private. */
        private boolean isPublic(ModifiersTree modifiers) {
            boolean ofInterface = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                    && type.getKind() == Tree.Kind.INTERFACE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || (ofInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
        }

        private ClassTree owner() {
            return (ClassTree) requireNonNull(getCurrentPath().getParentPath()).getLeaf();
        }

        private void add(Name name, boolean isType) {
            TreePath path = getCurrentPath();
            String where = path.getCompilationUnit().getSourceFile().getName() + ": " + name;
            members.add(new Member(where, isType, trees.getDocComment(path)));
        }
    }
}
