package io.batteryexchange.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.routes.NodePackage.Result;
import io.batteryexchange.routes.picture.Pictures;
import io.batteryexchange.routes.tree.RouteBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the pictures of the route files with Mermaid's own parser. */
class PicturesIT {

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws Exception {
        NodePackage.install();
    }

    @Test
    void mermaidDoesNotUnderstandAPicture() throws Exception {
        Result result = NodePackage.run("node", "pictures.mjs", Pictures.write(RouteBundle.read(Path.of("routes"))).toAbsolutePath().toString());

        System.out.println("pictures: " + result.lastLine());
        assertThat(result.code()).as(result.output()).isZero();
    }

    @Test
    void aBrokenPictureIsLetPass() throws Exception {
        Files.writeString(folder.resolve("broken.mmd"), "flowchart TD\n  end[\"a box with a name of Mermaid's own\"] --> b\n");

        Result result = NodePackage.run("node", "pictures.mjs", folder.toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).startsWith("broken.mmd: Parse error");
    }
}
