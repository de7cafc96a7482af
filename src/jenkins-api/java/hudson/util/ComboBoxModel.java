package hudson.util;

import java.util.ArrayList;
import java.util.Collection;
import org.kohsuke.stapler.HttpResponse;

public class ComboBoxModel extends ArrayList<String> implements HttpResponse {
    public ComboBoxModel(int initialCapacity) {}

    public ComboBoxModel() {}

    public ComboBoxModel(Collection<? extends String> c) {}

    public ComboBoxModel(String... values) {}
}
