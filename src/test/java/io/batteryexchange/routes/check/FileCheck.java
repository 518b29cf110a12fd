package io.batteryexchange.routes.check;

import java.util.List;

import io.batteryexchange.routes.tree.RouteFile;

/** A rule that a single route file keeps or breaks. */
@FunctionalInterface
public interface FileCheck {

    List<Finding> check(RouteFile file);
}
