package io.jenkins.plugins.ecsdeploy.taskdef.template;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A template that can't become a task definition, or a service's definition. The message lists every fault, one per line, in file order. */
public final class TaskDefinitionTemplateException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    private final List<Fault> faults;

    TaskDefinitionTemplateException(String document, String fileName, Collection<Fault> faults) {
        super(message(document, fileName, faults));
        this.faults = sorted(faults);
    }

    /** All faults, in file order; at least one. */
    public List<Fault> faults() {
        return faults;
    }

    private static List<Fault> sorted(Collection<Fault> faults) {
        return faults.stream().sorted().toList();
    }

    private static String message(String document, String fileName, Collection<Fault> faults) {
        String count = faults.size() == 1 ? "1 fault" : faults.size() + " faults";
        return sorted(faults).stream()
                .map(Fault::toString)
                .collect(Collectors.joining("\n", count + " in the " + document + " template " + fileName + ":\n", ""));
    }
}
