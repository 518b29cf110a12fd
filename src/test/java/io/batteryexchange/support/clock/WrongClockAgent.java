package io.batteryexchange.support.clock;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts the clock of a Java process wrong by a number of seconds, without the help of the operating system: every call of the two methods that Java reads its
 * wall clock with, in the JDK's classes as well as in the program's, is followed by an addition. The monotonic clock stays right, as on a real machine.
 */
public final class WrongClockAgent {

    private WrongClockAgent() {
    }

    /** The argument of {@code java} that loads this agent; its jar is written to a folder. */
    public static String argument(Path folder, long seconds) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.CLASS_PATH, jarOf(ClassReader.class).toUri().toString());
        main.putValue("Premain-Class", WrongClockAgent.class.getName());
        main.putValue("Can-Retransform-Classes", "true");
        Path jar = Files.createDirectories(folder).resolve("wrong-clock%+d.jar".formatted(seconds));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> part : List.of(WrongClockAgent.class, Transformer.class, WrongClass.class, WrongMethod.class)) {
                String entry = part.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                part.getClassLoader().getResourceAsStream(entry).transferTo(out);
                out.closeEntry();
            }
        }
        return "-javaagent:" + jar.toAbsolutePath() + "=" + seconds;
    }

    private static Path jarOf(Class<?> type) throws IOException {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Called by the Java process before its own main method. */
    public static void premain(String seconds, Instrumentation java) throws IOException, UnmodifiableClassException {
        java.addTransformer(new Transformer(Long.parseLong(seconds)), true);
        for (Class<?> loaded : java.getAllLoadedClasses()) {
            if (java.isModifiableClass(loaded) && readsTheClock(loaded)) {
                java.retransformClasses(loaded);
            }
        }
    }

    private static boolean readsTheClock(Class<?> type) throws IOException {
        try (InputStream bytes = ClassLoader.getSystemResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return bytes != null && readsTheClock(bytes.readAllBytes());
        }
    }

    /** The name of one of the two methods stands in the class file as it is; most classes are passed by so. */
    private static boolean readsTheClock(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains("currentTimeMillis") || text.contains("getNanoTimeAdjustment");
    }

    private static final class Transformer implements ClassFileTransformer {

        private final long seconds;

        Transformer(long seconds) {
            this.seconds = seconds;
        }

        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
            if (name == null || name.startsWith("net/bytebuddy/") || !readsTheClock(bytes)) {
                return null; // as it is
            }
            ClassReader reader = new ClassReader(bytes);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new WrongClass(writer, seconds), 0);
            return writer.toByteArray();
        }
    }

    private static final class WrongClass extends ClassVisitor {

        private final long seconds;

        WrongClass(ClassVisitor next, long seconds) {
            super(Opcodes.ASM9, next);
            this.seconds = seconds;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            return new WrongMethod(super.visitMethod(access, name, descriptor, signature, exceptions), seconds);
        }
    }

    private static final class WrongMethod extends MethodVisitor {

        private final long seconds;

        WrongMethod(MethodVisitor next, long seconds) {
            super(Opcodes.ASM9, next);
            this.seconds = seconds;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            if (owner.equals("java/lang/System") && name.equals("currentTimeMillis")) {
                add(seconds * 1_000);
            } else if (owner.equals("jdk/internal/misc/VM") && name.equals("getNanoTimeAdjustment")) {
                add(seconds * 1_000_000_000);
            }
        }

        private void add(long wrong) {
            super.visitLdcInsn(wrong);
            super.visitInsn(Opcodes.LADD);
        }
    }
}
