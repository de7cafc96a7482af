package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

public class Util {
    @Nullable
    public static String replaceMacro(@CheckForNull String s, @NonNull Map<String, String> properties) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public static String nullify(@CheckForNull String v) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static String getTimeSpanString(long duration) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static String rawEncode(@NonNull String s) {
        throw new UnsupportedOperationException();
    }

    @Nullable
    public static String escape(@CheckForNull String text) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static String xmlEscape(@NonNull String text) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static String fixNull(@CheckForNull String s) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static <T> T fixNull(@CheckForNull T s, @NonNull T defaultValue) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public static String fixEmpty(@CheckForNull String s) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public static String fixEmptyAndTrim(@CheckForNull String s) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static <T> List<T> fixNull(@CheckForNull List<T> l) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static <T> Set<T> fixNull(@CheckForNull Set<T> l) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static <T> Collection<T> fixNull(@CheckForNull Collection<T> l) {
        throw new UnsupportedOperationException();
    }
}
