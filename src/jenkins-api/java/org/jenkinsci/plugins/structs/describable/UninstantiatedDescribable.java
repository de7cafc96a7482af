package org.jenkinsci.plugins.structs.describable;

import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.TaskListener;
import java.io.Serializable;
import java.util.Map;

@SuppressWarnings("rawtypes")
public class UninstantiatedDescribable implements Serializable {
    public static final String ANONYMOUS_KEY = "<anonymous>";

    private String symbol;
    private final String klass;
    private final Map<String, ?> arguments;

    public UninstantiatedDescribable(String symbol, String klass, Map<String, ?> arguments) {
        this.symbol = symbol;
        this.klass = klass;
        this.arguments = arguments;
    }

    public UninstantiatedDescribable(Map<String, ?> arguments) {
        this(null, null, arguments);
    }

    @Nullable
    public String getSymbol() {
        return symbol;
    }

    public void setSymbol(String symbol) {
        this.symbol = symbol;
    }

    @Nullable
    public String getKlass() {
        return klass;
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
        return arguments;
    }

    public boolean hasSoleRequiredArgument() {
        throw new UnsupportedOperationException();
    }

    public Map<String, Object> toMap() {
        throw new UnsupportedOperationException();
    }

    public UninstantiatedDescribable withArguments(Map<String, ?> arguments) {
        return new UninstantiatedDescribable(symbol, klass, arguments);
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
