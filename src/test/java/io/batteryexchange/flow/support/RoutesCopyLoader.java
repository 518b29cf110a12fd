package io.batteryexchange.flow.support;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.engine.DefaultResourceResolvers;
import org.apache.camel.spi.Resource;
import org.springframework.boot.SpringApplication;

/** As {@link BundleLoader}, with the routes and statements of {@link RoutesCopy}; what is saved there is live. Their steps do not count as coverage. */
public final class RoutesCopyLoader extends BundleLoader {

    /** Quick repeats of a call: another number than in the other flow tests. */
    public static final int REDELIVERIES = 1;

    @Override
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(super.settings());
        settings.put("ROUTES_RELOAD", "true");
        settings.put("UPSTREAM_REDELIVERIES", REDELIVERIES);
        settings.put("FLOW_COUNTED", "false");
        return settings;
    }

    @Override
    protected SpringApplication getSpringApplication() {
        RoutesCopy.makeAnew();
        SpringApplication application = super.getSpringApplication();
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("resource-loader-file", new FilesOfCopy()));
        return application;
    }

    /** As if the project's folder were that of the copy. */
    private static final class FilesOfCopy extends DefaultResourceResolvers.FileResolver {

        @Override
        public Resource createResource(String location, String path) {
            return path.startsWith("routes/") ? super.createResource("file:" + RoutesCopy.ROOT + path, RoutesCopy.ROOT + path) : super.createResource(location, path);
        }
    }
}
