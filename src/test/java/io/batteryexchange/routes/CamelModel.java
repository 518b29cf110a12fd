package io.batteryexchange.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.NamedNode;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** What Camel's own YAML reader makes of a file, before anything is started: all routes, policies and REST services as XML. */
final class CamelModel {

    private static final Pattern OPTIONS = Pattern.compile("(\\buri=\"[^\"?]*\\?)([^\"]*)\"");

    private CamelModel() {
    }

    static String of(Path file) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(file.getFileName().toString(), Files.readString(file)));
            List<NamedNode> definitions = Stream.of(camel.getRouteConfigurationDefinitions(), camel.getRouteDefinitions(), camel.getRestDefinitions())
                .flatMap(List::stream).map(NamedNode.class::cast).toList();
            StringBuilder text = new StringBuilder();
            for (NamedNode definition : definitions) {
                text.append(inOrder(PluginHelper.getModelToXMLDumper(camel).dumpModelAsXml(camel, definition))).append('\n');
            }
            return text.toString();
        }
    }

    /** The options of an address have no order. */
    private static String inOrder(String xml) {
        return OPTIONS.matcher(xml).replaceAll(uri -> Matcher.quoteReplacement(uri.group(1) + Arrays.stream(uri.group(2).split("&amp;")).sorted().collect(Collectors.joining("&amp;")) + "\""));
    }
}
