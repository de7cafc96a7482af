package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateFormat;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;

/** What the steps with a template have in common: how its placeholders are written, and what a form says of its text. */
public final class TemplateSettings {

    /** Reads a template. */
    @FunctionalInterface
    public interface Parser {
        void parse(String text, TemplateFormat format, Delimiters delimiters);
    }

    private TemplateSettings() {}

    /** @param names a style, or several with commas; null: {@code ${NAME}} */
    public static Delimiters delimiters(String step, @CheckForNull String names) throws AbortException {
        try {
            return Delimiters.named(names);
        } catch (IllegalArgumentException unknown) {
            throw new AbortException(step + ": " + unknown.getMessage());
        }
    }

    public static FormValidation checkDelimiters(@CheckForNull String names) {
        try {
            Delimiters.named(names);
            return FormValidation.ok();
        } catch (IllegalArgumentException unknown) {
            return FormValidation.error(unknown.getMessage());
        }
    }

    public static FormValidation checkText(@CheckForNull String text, @CheckForNull String delimiters, Parser parser) {
        if (Text.blankToNull(text) == null) {
            return FormValidation.ok();
        }
        try {
            parser.parse(text, TemplateFormat.ofText(text), Delimiters.named(delimiters));
            return FormValidation.ok();
        } catch (EcsDeployException broken) {
            return FormValidation.error(broken.getMessage());
        } catch (IllegalArgumentException unknownDelimiters) {
            return FormValidation.ok(); // said at their field
        }
    }
}
