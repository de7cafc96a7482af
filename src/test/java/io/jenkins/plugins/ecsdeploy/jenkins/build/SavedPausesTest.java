package io.jenkins.plugins.ecsdeploy.jenkins.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of pause hooks survives what it can't read. */
class SavedPausesTest {

    private final FileInMemory file = new FileInMemory();
    private final SavedPause first = pause("shop#1");
    private final SavedPause second = pause("shop#2");

    @Test
    void whatIsAddedIsSavedAndReadAgain() {
        SavedPauses pauses = new SavedPauses(file);
        pauses.add(first);
        pauses.add(second);
        pauses.remove(first);

        assertThat(new SavedPauses(file).all()).containsExactly(second);
    }

    @Test
    void anUnreadableFileIsSetAsideAndNotOverwritten() {
        file.saved = List.of(first);
        file.readable = false;
        SavedPauses pauses = new SavedPauses(file);
        pauses.add(second);

        assertThat(file.aside).containsExactly(first);
        assertThat(file.saved).containsExactly(second);
        assertThat(pauses.all()).containsExactly(second);
    }

    @Test
    void aFileThatCanNotEvenBeSetAsideIsReadLater() {
        file.saved = List.of(first);
        file.readable = false;
        file.movable = false;
        SavedPauses pauses = new SavedPauses(file);
        pauses.add(second);
        assertThat(file.saved).as("not overwritten").containsExactly(first);
        assertThat(pauses.all()).containsExactly(second);

        file.readable = true;
        assertThat(pauses.all()).containsExactly(first, second);
        pauses.remove(first);
        assertThat(file.saved).containsExactly(second);
    }

    @Test
    void aRemovedHookIsKeptUntilTheBuildHasSaidSo() {
        SavedPauses pauses = new SavedPauses(file);
        pauses.add(first);
        pauses.removed(first);

        assertThat(pauses.all())
                .singleElement()
                .satisfies(one -> assertThat(one.isRemoved()).isTrue());
    }

    @Test
    void aJobThatIsRenamedOrMovedIsFollowed() {
        SavedPauses pauses = new SavedPauses(file);
        pauses.add(pause("shop/web#12"));
        pauses.add(pause("shop/web-next#3"));
        pauses.jobMoved("shop/web", "attic/web");

        assertThat(new SavedPauses(file).all())
                .extracting(SavedPause::build)
                .containsExactly("attic/web#12", "shop/web-next#3");
    }

    private static SavedPause pause(String build) {
        return new SavedPause(
                build,
                new ServiceRef("shop", "webshop"),
                new KnownAws(KnownAws.Source.BUILD, null, "eu-central-1", null, null, null, null, null),
                new AddedPause("id", List.of("POST_SCALE_UP"), 60, "ROLLBACK", 0),
                Instant.EPOCH);
    }

    private static final class FileInMemory implements SavedPauses.Store {

        private List<SavedPause> saved = List.of();
        private List<SavedPause> aside = List.of();
        private boolean readable = true;
        private boolean movable = true;

        @Override
        public List<SavedPause> read() throws IOException {
            if (!readable) {
                throw new IOException("damaged");
            }
            return saved;
        }

        @Override
        public void write(List<SavedPause> pauses) {
            saved = new ArrayList<>(pauses);
        }

        @Override
        public String setAside() throws IOException {
            if (!movable) {
                throw new IOException("read-only");
            }
            aside = saved;
            saved = List.of();
            readable = true;
            return "aside";
        }
    }
}
