package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public interface Item extends Saveable, ModelObject, AccessControlled {
    ItemGroup<? extends Item> getParent();

    String getName();

    String getFullName();

    String getUrl();

    Permission CREATE = null;

    Permission DELETE = null;

    Permission CONFIGURE = null;

    Permission READ = null;

    Permission DISCOVER = null;

    Permission EXTENDED_READ = null;

    Permission BUILD = null;

    Permission WORKSPACE = null;

    Permission CANCEL = null;
}
