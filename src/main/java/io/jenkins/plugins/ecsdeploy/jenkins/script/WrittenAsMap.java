package io.jenkins.plugins.ecsdeploy.jenkins.script;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Settings of which a Jenkinsfile writes several as one map, while Jenkins binds a list: forms can't bind a map. The key is
 * the first parameter of the constructor; the value is the second one ({@code images: [web: uri]}) or, if there is no second,
 * the map of all other settings ({@code overrides: [web: [cpu: 256]]}).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WrittenAsMap {}
