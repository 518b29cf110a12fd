package io.batteryexchange.routes.picture;

import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All pictures of a bundle. */
public final class Pictures {

    private static final Path FOLDER = Path.of("target/diagrams");

    private Pictures() {
    }

    /**
     * By name: {@code flow} is what goes by itself, {@code couriers} and {@code operators} what these people ask for (storekeepers are with the couriers); each file by
     * its path below routes without the ending.
     */
    static Map<String, String> of(RouteBundle bundle) {
        Map<String, String> pictures = new TreeMap<>();
        bundle.files().forEach(file -> pictures.put(name(file), FilePicture.of(file)));
        pictures.put("flow", FlowPicture.of(bundle, "TD", List.of("discovery", "tasks", "planning", "claims")));
        pictures.put("couriers", FlowPicture.of(bundle, "TD", List.of("cargo-orders", "courier", "storekeeper")));
        pictures.put("operators", FlowPicture.of(bundle, "LR", List.of("operations")));
        return pictures;
    }

    /** Writes them as {@code target/diagrams/<name>.mmd} and gives the folder. */
    public static Path write(RouteBundle bundle) throws IOException {
        for (Map.Entry<String, String> picture : of(bundle).entrySet()) {
            Path file = FOLDER.resolve(picture.getKey() + ".mmd");
            Files.createDirectories(file.getParent());
            Files.writeString(file, picture.getValue());
        }
        return FOLDER;
    }

    static String name(RouteFile file) {
        return file.name().replace(".camel.yaml", "");
    }
}
