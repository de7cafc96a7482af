package io.jenkins.plugins.ecsdeploy.taskdef;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Fault;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Notice;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders a template in a test: one line says what goes in, the next what comes out. */
public final class Rendering {

    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> images = new LinkedHashMap<>();

    private Rendering(String text) {
        this.text = text;
    }

    public static Rendering of(String text) {
        return new Rendering(text);
    }

    /** A template of one container "web" with these further members of it; quotes are written as apostrophes. */
    static Rendering ofContainer(String members) {
        return of(("{'family':'shop','containerDefinitions':[{'name':'web','image':'web:1'," + members
                        + "}],'memory':'512'}")
                .replace('\'', '"'));
    }

    public Rendering value(String name, String value) {
        values.put(name, value);
        return this;
    }

    Rendering environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Rendering image(String container, String image) {
        images.put(container, image);
        return this;
    }

    RenderInput input() {
        return new RenderInput(values, environment, images);
    }

    public RenderedTaskDefinition render() {
        return TaskDefinitionTemplate.parse("web.json", text, Delimiters.DEFAULT)
                .render(input(), SampleSchema.schema());
    }

    public String json() {
        return render().json().toString();
    }

    /** The rendered members of the first container after name and image. */
    String container() {
        String container = render().json().at("/containerDefinitions/0").toString();
        return container.replace("{\"name\":\"web\",\"image\":\"web:1\",", "{").replace('"', '\'');
    }

    public List<String> notices() {
        return render().notices().stream().map(Notice::toString).toList();
    }

    TaskDefinitionTemplateException failure() {
        TaskDefinitionTemplateException failure =
                catchThrowableOfType(TaskDefinitionTemplateException.class, this::render);
        if (failure == null) {
            throw new AssertionError("rendered without a fault: " + json());
        }
        return failure;
    }

    public List<String> faults() {
        return failure().faults().stream().map(Fault::toString).toList();
    }
}
