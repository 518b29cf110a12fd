package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.RouteBundle;
import java.util.List;

/** A rule that only all route files together keep or break. */
@FunctionalInterface
public interface BundleCheck {

    List<Finding> check(RouteBundle bundle);
}
