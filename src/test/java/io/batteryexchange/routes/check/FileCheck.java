package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.RouteFile;
import java.util.List;

/** A rule that a single route file keeps or breaks. */
@FunctionalInterface
public interface FileCheck {

    List<Finding> check(RouteFile file);
}
