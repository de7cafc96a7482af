package hudson;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;
import java.util.TreeMap;

public class EnvVars extends TreeMap<String, String> {
    public EnvVars() {}

    public EnvVars(@NonNull Map<String, String> m) {}

    public EnvVars(@NonNull EnvVars m) {}

    public EnvVars(String... keyValuePairs) {}

    public void override(String key, String value) {
        throw new UnsupportedOperationException();
    }

    public EnvVars overrideAll(Map<String, String> all) {
        throw new UnsupportedOperationException();
    }

    public EnvVars overrideExpandingAll(@NonNull Map<String, String> all) {
        throw new UnsupportedOperationException();
    }

    public String get(String key, String defaultValue) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String put(String key, String value) {
        throw new UnsupportedOperationException();
    }

    public String expand(String s) {
        throw new UnsupportedOperationException();
    }
}
