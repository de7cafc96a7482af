/**
 * What a Pipeline script gives to a step, before Jenkins binds it to the step's settings: mistakes become one line that names
 * parameter and element, what is obvious is converted. Knows no step: it reads what a class can bind. Start with
 * {@link io.jenkins.plugins.ecsdeploy.jenkins.script.ScriptArguments}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.script;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
