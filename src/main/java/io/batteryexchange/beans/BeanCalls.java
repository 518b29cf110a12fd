package io.batteryexchange.beans;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.BeanProcessorFactory;
import org.apache.camel.spi.Language;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has routes call their beans directly; see {@link BeanCall}. */
@Configuration(value = "beanCallSettings", proxyBeanMethods = false)
class BeanCalls {

    /** Camel takes the language {@code bean} from here. */
    @Bean("bean-language")
    Language beanLanguage() {
        return new BeanCallLanguage();
    }

    @Bean
    CamelContextConfiguration beanSteps() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                camel.getCamelContextExtension().addContextPlugin(BeanProcessorFactory.class, new BeanSteps(PluginHelper.getBeanProcessorFactory(camel)));
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // nothing is left to be done then
            }
        };
    }
}
