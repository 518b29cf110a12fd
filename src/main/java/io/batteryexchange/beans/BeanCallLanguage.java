package io.batteryexchange.beans;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.language.bean.BeanExpression;
import org.apache.camel.language.bean.BeanLanguage;
import org.apache.camel.support.ExpressionAdapter;

/** The {@code method} expressions of routes: a {@link BeanCall} where it can be one, else what Camel makes of it. */
final class BeanCallLanguage extends BeanLanguage {

    @Override
    public Expression createExpression(String text, Object[] properties) {
        Expression camels = super.createExpression(text, properties);
        if (!(camels instanceof BeanExpression named) || named.getBeanName() == null || named.getMethod() == null || named.getResultType() != null && named.getResultType() != Object.class) {
            return camels;
        }
        Object bean = getCamelContext().getRegistry().lookupByName(named.getBeanName());
        Optional<BeanCall> call = bean == null ? Optional.empty() : BeanCall.of(bean, named.getMethod());
        return call.<Expression>map(Direct::new).orElse(camels);
    }

    private static final class Direct extends ExpressionAdapter {

        private final BeanCall call;

        Direct(BeanCall call) {
            this.call = call;
        }

        @Override
        public Object evaluate(Exchange exchange) {
            return call.on(exchange);
        }

        @Override
        public String toString() {
            return call.toString();
        }
    }
}
