package io.jenkins.plugins.ecsdeploy.jenkins.build;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import java.util.LinkedHashSet;
import java.util.Set;

/** The images that a build has pushed with layers compressed with zstd. Saved with the build. */
public final class ZstdImages extends InvisibleAction {

    private final LinkedHashSet<String> digests = new LinkedHashSet<>();

    public static synchronized void add(Run<?, ?> run, Digest digest) {
        ZstdImages known = run.getAction(ZstdImages.class);
        if (known == null) {
            known = new ZstdImages();
            run.addAction(known);
        }
        known.add(digest);
    }

    /** Their digests. */
    public static Set<String> of(Run<?, ?> run) {
        ZstdImages known = run.getAction(ZstdImages.class);
        return known == null ? Set.of() : known.all();
    }

    private synchronized void add(Digest digest) {
        digests.add(digest.toString());
    }

    private synchronized Set<String> all() {
        return Set.copyOf(digests);
    }
}
