/**
 * The styles of placeholders, how text is split by them, and where their values come from. What a parsed template looks like
 * is in {@code template}; where fields and types are handled, in {@code render}. Start with {@code PlaceholderStyle} for the
 * styles and {@code TextRenderer} for what becomes of a text.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
