package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public interface Item extends Saveable, ModelObject, AccessControlled {
    ItemGroup<? extends Item> getParent();

    String getName();

    String getFullName();

    String getUrl();

    Permission CREATE = Permission.fromId("CREATE");

    Permission DELETE = Permission.fromId("DELETE");

    Permission CONFIGURE = Permission.fromId("CONFIGURE");

    Permission READ = Permission.fromId("READ");

    Permission DISCOVER = Permission.fromId("DISCOVER");

    Permission EXTENDED_READ = Permission.fromId("EXTENDED_READ");

    Permission BUILD = Permission.fromId("BUILD");

    Permission WORKSPACE = Permission.fromId("WORKSPACE");

    Permission CANCEL = Permission.fromId("CANCEL");
}
