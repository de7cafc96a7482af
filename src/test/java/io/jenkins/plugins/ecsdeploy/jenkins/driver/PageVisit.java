package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Pages of the real Jenkins in a browser. {@code -Dpages.pictures=FOLDER} keeps pictures of them in three widths, each for a
 * reader whose system is light and for one whose is dark: that makes a difference if the Dark Theme plugin is installed.
 */
public final class PageVisit implements AfterEachCallback {

    private static final int WIDEST = 1920;
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
            jenkins.client().script("""
                    def themes = jenkins.model.Jenkins.get().getPlugin('dark-theme') == null ? null : 'io.jenkins.plugins'
                    def load = { jenkins.model.Jenkins.get().pluginManager.uberClassLoader.loadClass(themes + it) }
                    if (themes) {
                        load('.thememanager.ThemeManagerPageDecorator').get().theme =
                                load('.darktheme.DarkThemeSystemManagerFactory').newInstance()
                    }
                    """);
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

    public List<String> complaints() {
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

    /** What a screen reader says of an element and all below it. */
    public List<String> accessible(String selector) {
        return browser.accessible(selector);
    }

    public void pictures(String name) throws IOException {
        String folder = System.getProperty("pages.pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        for (String scheme : List.of("light", "dark")) {
            browser.prefers(scheme);
            for (int width : new int[] {WIDEST, WIDE, NARROW}) {
                browser.size(width, HEIGHT).picture(Path.of(folder, name + "-" + scheme + "-" + width + ".png"));
            }
        }
        browser.prefers("light").size(WIDE, HEIGHT);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }
}
