package io.batteryexchange.routes.coverage;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Counts how often each step runs, over all contexts of this JVM. Camel's own coverage dump would need JMX and an XML writer, and knows one context only. */
public final class StepCounter implements InterceptStrategy {

    private static final Map<String, LongAdder> RUNS = new ConcurrentHashMap<>();

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext camel, NamedNode step, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                RUNS.computeIfAbsent(step.getId(), id -> new LongAdder()).increment();
                return super.process(exchange, callback);
            }
        };
    }

    /** The runs by the step's id, until now. */
    static Map<String, Long> runs() {
        Map<String, Long> runs = new TreeMap<>();
        RUNS.forEach((id, count) -> runs.put(id, count.sum()));
        return runs;
    }
}
