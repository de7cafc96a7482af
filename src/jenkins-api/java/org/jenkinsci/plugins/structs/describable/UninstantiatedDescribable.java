package org.jenkinsci.plugins.structs.describable;

import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.TaskListener;
import java.io.Serializable;
import java.util.Map;

@SuppressWarnings("rawtypes")
public class UninstantiatedDescribable implements Serializable {
    public static final String ANONYMOUS_KEY = "<anonymous>";

    public UninstantiatedDescribable(String symbol, String klass, Map<String, ?> arguments) {}

    public UninstantiatedDescribable(Map<String, ?> arguments) {}

    @Nullable
    public String getSymbol() {
        throw new UnsupportedOperationException();
    }

    public void setSymbol(String symbol) {
        throw new UnsupportedOperationException();
    }

    @Nullable
    public String getKlass() {
        throw new UnsupportedOperationException();
    }

    public void setKlass(String klass) {
        throw new UnsupportedOperationException();
    }

    public DescribableModel getModel() {
        throw new UnsupportedOperationException();
    }

    public void setModel(DescribableModel model) {
        throw new UnsupportedOperationException();
    }

    public Map<String, ?> getArguments() {
        throw new UnsupportedOperationException();
    }

    public boolean hasSoleRequiredArgument() {
        throw new UnsupportedOperationException();
    }

    public Map<String, Object> toMap() {
        throw new UnsupportedOperationException();
    }

    public UninstantiatedDescribable withArguments(Map<String, ?> arguments) {
        throw new UnsupportedOperationException();
    }

    public Object instantiate(TaskListener listener) throws Exception {
        throw new UnsupportedOperationException();
    }

    public <T> T instantiate(Class<T> base, TaskListener listener) throws Exception {
        throw new UnsupportedOperationException();
    }

    public static UninstantiatedDescribable from(Object o) {
        throw new UnsupportedOperationException();
    }
}
