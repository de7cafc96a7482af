package io.jenkins.plugins.ecsdeploy.packaging;

import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;

/** One of a manifest's Plugin-Dependencies: {@code name:version} or {@code name:version;resolution:=optional}. */
record PluginDependency(String name, String version, boolean optional) {

    static List<PluginDependency> of(Attributes manifest) {
        String all = manifest.getValue("Plugin-Dependencies");
        return all == null
                ? List.of()
                : Arrays.stream(all.split(",")).map(PluginDependency::parse).toList();
    }

    private static PluginDependency parse(String text) {
        String[] parts = text.split(";");
        String[] nameAndVersion = parts[0].split(":");
        return new PluginDependency(
                nameAndVersion[0], nameAndVersion[1], Arrays.asList(parts).contains("resolution:=optional"));
    }
}
