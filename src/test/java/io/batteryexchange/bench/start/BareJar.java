package io.batteryexchange.bench.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The bare application, packaged as the bundle is: the bundle's own jar, the same libraries in the same order, with the bundle's classes and files taken out. */
final class BareJar {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String APPLICATION = BareApplication.class.getName().replace('.', '/') + ".class";

    private BareJar() {
    }

    static void make(Path bundle, Path bare) throws IOException {
        try (JarFile from = new JarFile(bundle.toFile()); JarOutputStream to = new JarOutputStream(Files.newOutputStream(bare), manifest(from))) {
            for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (isPlatform(entry.getName())) {
                    copy(from, entry, to);
                }
            }
            add(to, CLASSES + APPLICATION, "/" + APPLICATION);
            add(to, CLASSES + "application.yaml", "/bench/bare/application.yaml");
            add(to, CLASSES + "routes/hello.camel.yaml", "/bench/bare/hello.camel.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(bundle + " is made by mvn package", e);
        }
    }

    /** Libraries and Spring Boot's loader; the folder of classes itself has to be there. */
    private static boolean isPlatform(String name) {
        return name.equals(CLASSES) || !name.startsWith(CLASSES) && (!name.startsWith("META-INF/") || name.startsWith("META-INF/services/"));
    }

    private static Manifest manifest(JarFile bundle) throws IOException {
        Manifest manifest = new Manifest(bundle.getManifest());
        manifest.getMainAttributes().put(new Attributes.Name("Start-Class"), BareApplication.class.getName());
        manifest.getMainAttributes().remove(new Attributes.Name("Sbom-Location"));
        return manifest;
    }

    /** A library is stored, not packed: Spring Boot reads it where it is. */
    private static void copy(JarFile from, JarEntry entry, JarOutputStream to) throws IOException {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setMethod(entry.getMethod());
        if (entry.getMethod() == ZipEntry.STORED) {
            copy.setSize(entry.getSize());
            copy.setCrc(entry.getCrc());
        }
        to.putNextEntry(copy);
        try (InputStream content = from.getInputStream(entry)) {
            content.transferTo(to);
        }
    }

    private static void add(JarOutputStream to, String name, String resource) throws IOException {
        to.putNextEntry(new JarEntry(name));
        try (InputStream content = BareJar.class.getResourceAsStream(resource)) {
            content.transferTo(to);
        }
    }
}
