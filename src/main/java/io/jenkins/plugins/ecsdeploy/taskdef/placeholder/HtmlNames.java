package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import java.util.Locale;
import java.util.Set;

/** Names of HTML's elements: {@code <TITLE>} in a command is no placeholder. Source: the HTML standard's index. */
final class HtmlNames {

    private static final Set<String> NAMES =
            Set.of(("a abbr address area article aside audio b base bdi bdo blockquote body"
                            + " br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog div"
                            + " dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup hr"
                            + " html i iframe img input ins kbd label legend li link main map mark math menu meta meter nav"
                            + " noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script search"
                            + " section select slot small source span strong style sub summary sup svg table tbody td template"
                            + " textarea tfoot th thead time title tr track u ul var video wbr")
                    .split(" "));

    private HtmlNames() {}

    static boolean contains(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
