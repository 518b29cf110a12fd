package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.RouteFile;
import java.util.List;

/** No route templates: Kaoto keeps them but can't show them. */
public class RouteTemplateCheck implements FileCheck {

    @Override
    public List<Finding> check(RouteFile file) {
        return file.entities().stream()
                .filter(entity -> entity.is("routeTemplate", "templatedRoute"))
                .map(entity -> Finding.at(file, entity, entity.kind() + " can't be shown in the editor: write routes"))
                .toList();
    }
}
