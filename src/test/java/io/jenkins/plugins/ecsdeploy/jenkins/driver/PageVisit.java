package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Pages of the real Jenkins in a browser. {@code -Dpages.pictures=FOLDER} keeps pictures of them, wide and narrow; with {@code
 * -Dpages.theme=FILE}, the stylesheet of a dark theme, also in that.
 */
public final class PageVisit implements AfterEachCallback {

    private static final int WIDE = 1400;
    private static final int NARROW = 360;
    private static final int HEIGHT = 900;

    private final RealJenkins jenkins;
    private Browser browser;

    public PageVisit(RealJenkins jenkins) {
        this.jenkins = jenkins;
    }

    /** Opens a page below Jenkins' own address; its scripts and its content security policy must have no complaint. */
    public void open(String path) throws IOException, InterruptedException {
        if (browser == null) {
            browser = Browser.start(jenkins.client().authorization());
        }
        browser.size(WIDE, HEIGHT).open(jenkins.process().url().resolve(path));
        assertThat(browser.complaints()).as(path).isEmpty();
    }

    public String text(String selector) {
        return browser.text(selector);
    }

    /** The text after the window was scrolled to the page's end, for pages that draw only what is in the window. */
    public String scrolledToTheEnd(String selector) {
        evaluate("window.scrollTo(0, document.documentElement.scrollHeight)");
        return text(selector);
    }

    public String evaluate(String expression) {
        return browser.evaluate(expression);
    }

    public java.util.List<String> complaints() {
        return browser.complaints();
    }

    /** Whether nothing of the page is wider than a telephone, apart from what scrolls by itself. */
    public boolean fitsATelephone() {
        browser.size(NARROW, HEIGHT);
        boolean fits = Boolean.parseBoolean(
                browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        browser.size(WIDE, HEIGHT);
        return fits;
    }

    public void pictures(String name) throws IOException {
        String folder = System.getProperty("pages.pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        pictures(folder, name);
        String theme = System.getProperty("pages.theme", "");
        if (!theme.isEmpty()) {
            browser.style(Files.readString(Path.of(theme)));
            pictures(folder, name + "-dark");
        }
    }

    private void pictures(String folder, String name) throws IOException {
        browser.picture(Path.of(folder, name + "-wide.png"));
        browser.size(NARROW, HEIGHT).picture(Path.of(folder, name + "-narrow.png"));
        browser.size(WIDE, HEIGHT);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }
}
