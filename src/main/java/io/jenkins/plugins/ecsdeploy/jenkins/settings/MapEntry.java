package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entry of a parameter that a Jenkinsfile writes as a map. */
public interface MapEntry {

    String mapKey();

    /** Null if a script gave null. */
    @CheckForNull
    String mapValue();

    /**
     * The entries as a map; of several with one key the last counts.
     *
     * @param parameter as a message names it
     * @throws AbortException naming the key that has no value: a script's null is a mistake, not the text "null"
     */
    static Map<String, String> map(List<? extends MapEntry> entries, Variables variables, String step, String parameter)
            throws AbortException {
        Map<String, String> map = new LinkedHashMap<>();
        for (MapEntry entry : entries) {
            String value = entry.mapValue();
            if (value == null) {
                throw new AbortException(step + ": " + parameter + " has no value for " + entry.mapKey() + " (null).");
            }
            map.put(entry.mapKey(), variables.expand(value));
        }
        return map;
    }
}
