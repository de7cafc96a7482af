package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.model.Describable;
import hudson.model.Descriptor;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;

/** A setting inside of a step, such as a strategy: its parameters are checked like the step's own. */
public abstract class SettingDescriptor<T extends Describable<T>> extends Descriptor<T>
        implements CustomDescribableModel {

    @Override
    public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
        GivenParameters.check(name(), clazz, arguments);
        return arguments;
    }

    /** As a script calls it; what has no name of its own is written as a map, and called as its form is. */
    private String name() {
        return Optional.ofNullable(getClass().getAnnotation(Symbol.class))
                .map(symbol -> symbol.value()[0])
                .orElse(getDisplayName());
    }
}
