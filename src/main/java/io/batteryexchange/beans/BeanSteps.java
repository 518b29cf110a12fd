package io.batteryexchange.beans;

import java.lang.reflect.Method;
import java.util.Optional;
import org.apache.camel.BeanScope;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.spi.BeanProcessorFactory;

/** Makes the {@code bean} steps of routes: a {@link BeanCall} where it can be one, else what Camel makes of it. */
final class BeanSteps implements BeanProcessorFactory {

    private final BeanProcessorFactory camels;

    BeanSteps(BeanProcessorFactory camels) {
        this.camels = camels;
    }

    @Override
    public Processor createBeanProcessor(CamelContext context, Object bean, Method method) throws Exception {
        return camels.createBeanProcessor(context, bean, method);
    }

    @Override
    public Processor createBeanProcessor(CamelContext context, Object bean, String type, Class<?> clazz, String ref, String method, BeanScope scope) throws Exception {
        Optional<BeanCall> call = ref == null || method == null ? Optional.empty() : Optional.ofNullable(context.getRegistry().lookupByName(ref)).flatMap(found -> BeanCall.of(found, method));
        return call.isPresent() ? new BeanCallStep(call.get()) : camels.createBeanProcessor(context, bean, type, clazz, ref, method, scope);
    }
}
