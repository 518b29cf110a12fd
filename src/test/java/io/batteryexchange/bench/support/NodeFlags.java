package io.batteryexchange.bench.support;

import java.util.List;
import java.util.stream.Stream;

/** Java's flags for a node that is measured: those of the image, in the 1.5 GiB that the Kubernetes files give it. So little memory makes Java choose the serial collector. */
public final class NodeFlags {

    /** What {@code Dockerfile} says. */
    public static final List<String> OF_IMAGE = List.of("-XX:InitialRAMPercentage=20", "-XX:MaxRAMPercentage=60", "-XX:SurvivorRatio=4", "-XX:+ExitOnOutOfMemoryError", "-XX:TrimNativeHeapInterval=1000");

    private static final List<String> OF_CONTAINER = List.of("-XX:+UseSerialGC", "-XX:MaxRAM=1536m");

    private NodeFlags() {
    }

    /** All of them, and what follows {@code java} after them. */
    public static List<String> before(List<String> arguments) {
        return Stream.of(OF_CONTAINER, OF_IMAGE, arguments).flatMap(List::stream).toList();
    }
}
