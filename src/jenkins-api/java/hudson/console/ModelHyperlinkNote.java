package hudson.console;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;

@SuppressWarnings("rawtypes")
public class ModelHyperlinkNote extends HyperlinkNote {
    public ModelHyperlinkNote(String url, int length) {
        super(url, length);
    }

    public static String encodeTo(@NonNull User u) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(Item item) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(Run r) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(String url, String text) {
        throw new UnsupportedOperationException();
    }
}
