/**
 * What ECS would refuse in a rendered definition, found before ECS is asked: names, sizes, ports, references, secrets. Fields
 * and types are checked in {@code render}. Start with {@code DefinitionChecks}, which lists all checks.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.taskdef.check;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
