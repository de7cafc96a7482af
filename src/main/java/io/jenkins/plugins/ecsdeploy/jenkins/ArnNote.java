package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.Extension;
import hudson.MarkupText;
import hudson.console.ConsoleAnnotationDescriptor;
import hudson.console.ConsoleAnnotator;
import hudson.console.ConsoleNote;
import io.jenkins.plugins.ecsdeploy.report.AwsConsole;
import io.jenkins.plugins.ecsdeploy.report.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the ARNs of a line of the log links to the AWS console. The log's text stays as it is. */
public final class ArnNote extends ConsoleNote<Object> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(ArnNote.class.getName());

    /** Ends with a letter or a digit: what a sentence puts after an ARN is not part of it. */
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[A-Za-z0-9_./:+=@-]*[A-Za-z0-9]");

    /**
     * A part of a line that is a link.
     *
     * @param end exclusive
     */
    record Link(int start, int end, String address) {}

    /** @return the line, with a note before it if there is something to link */
    static String annotated(String line) {
        if (links(line, 0).isEmpty()) {
            return line;
        }
        try {
            return new ArnNote().encode() + line;
        } catch (IOException impossible) {
            LOGGER.log(Level.FINE, "A note of the log can't be written", impossible);
            return line;
        }
    }

    static List<Link> links(String text, int from) {
        List<Link> links = new ArrayList<>();
        Matcher found = ARN.matcher(text);
        for (int at = from; found.find(at); at = found.end()) {
            int start = found.start();
            int end = found.end();
            AwsConsole.of(found.group()).ifPresent(address -> links.add(new Link(start, end, address)));
        }
        return links;
    }

    @Override
    @SuppressWarnings("rawtypes") // as in Jenkins' own
    public ConsoleAnnotator annotate(Object context, MarkupText text, int position) {
        for (Link link : links(text.getText(), position)) {
            text.addMarkup(
                    link.start(),
                    link.end(),
                    "<a href='" + Xml.escape(link.address()) + "' rel='noopener noreferrer'>",
                    "</a>");
        }
        return null;
    }

    @Extension
    public static final class DescriptorImpl extends ConsoleAnnotationDescriptor {

        @Override
        public String getDisplayName() {
            return "Amazon ECS: links to the AWS console";
        }
    }
}
