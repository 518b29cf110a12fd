package io.batteryexchange.routes.check;

import java.util.List;

import io.batteryexchange.routes.tree.RouteBundle;

/** A rule that only all route files together keep or break. */
@FunctionalInterface
public interface BundleCheck {

    List<Finding> check(RouteBundle bundle);
}
