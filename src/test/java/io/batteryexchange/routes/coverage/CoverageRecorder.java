package io.batteryexchange.routes.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes down what the tests of this JVM have run; only for Surefire, which names build and JVM ({@code route.coverage.build}, {@code route.coverage.jvm}). */
public final class CoverageRecorder implements TestExecutionListener {

    private static final Set<String> CLASSES = new ConcurrentSkipListSet<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        isThrough(test);
    }

    /** A class that is switched off counts: what it would have run is missed. */
    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        isThrough(test);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        String jvm = System.getProperty("route.coverage.jvm");
        if (jvm != null) {
            try {
                new CoverageRecord(System.getProperty("route.coverage.build"), CLASSES, StepCounter.runs()).write(CoverageRecord.FOLDER, jvm);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void isThrough(TestIdentifier test) {
        test.getSource().filter(ClassSource.class::isInstance).map(ClassSource.class::cast).ifPresent(source -> CLASSES.add(source.getClassName()));
    }
}
