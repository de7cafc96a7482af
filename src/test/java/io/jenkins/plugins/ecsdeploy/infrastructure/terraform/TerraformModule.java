package io.jenkins.plugins.ecsdeploy.infrastructure.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One folder of Terraform. The root has the name {@code main}, as the CloudFormation template has. */
public record TerraformModule(String name, HclBlock file) {

    public static final Path FOLDER = Path.of("docs/infrastructure/terraform");

    public static TerraformModule read(String name) {
        Path folder = name.equals("main") ? FOLDER : FOLDER.resolve(name);
        try {
            return new TerraformModule(name, HclReader.read(Files.readString(folder.resolve("main.tf"))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static List<TerraformModule> all() {
        try (Stream<Path> folders = Files.list(FOLDER).filter(Files::isDirectory)) {
            List<String> names = new ArrayList<>(List.of("main"));
            folders.map(folder -> folder.getFileName().toString()).sorted().forEach(names::add);
            return names.stream().map(TerraformModule::read).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The blocks {@code resource "TYPE" "NAME"}, those of data sources left out. */
    public List<HclBlock> resources() {
        return file.blocks("resource").toList();
    }

    public List<HclBlock> modules() {
        return file.blocks("module").toList();
    }

    public Set<String> variables() {
        return labels("variable");
    }

    public Set<String> outputs() {
        return labels("output");
    }

    public HclBlock variable(String name) {
        return find("variable", name).orElseThrow();
    }

    public Optional<HclBlock> find(String type, String name) {
        return file.blocks(type).filter(block -> block.label(0).equals(name)).findFirst();
    }

    /** What {@code local.NAME} stands for. */
    public HclExpression local(String name) {
        return file.blocks("locals")
                .flatMap(locals -> locals.attribute(name).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no local " + name + " in " + this.name));
    }

    public Optional<HclBlock> data(String type, String name) {
        return file.blocks("data")
                .filter(block -> block.labels().equals(List.of(type, name)))
                .findFirst();
    }

    /** The variables' defaults; without those that must be given. */
    public Map<String, String> defaults() {
        Map<String, String> defaults = new TreeMap<>();
        for (String variable : variables()) {
            variable(variable)
                    .attribute("default")
                    .ifPresent(
                            value -> defaults.put(variable, String.valueOf(((HclExpression.Literal) value).value())));
        }
        return defaults;
    }

    private Set<String> labels(String type) {
        return file.blocks(type).map(block -> block.label(0)).collect(Collectors.toCollection(TreeSet::new));
    }
}
