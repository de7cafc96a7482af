package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.IOException;

/** The lower limit: curl sends the ready-made blobs of the OCI layout, four at a time, without asking anything first. */
final class CurlFloor implements Contender {

    private static final String UPLOAD = """
            upload() {
                digest=$(basename "$1")
                place=$(curl -sS -X POST -o /dev/null -w '%{redirect_url}%header{location}' "$registry/v2/bench/blobs/uploads/")
                curl -sS -f -o /dev/null -T "$1" -H 'Content-Type: application/octet-stream' "$place&digest=sha256:$digest"
            }
            export -f upload
            ls -d "$layout"/blobs/sha256/* | xargs -P 4 -n 1 bash -c 'upload "$1"' _
            """;

    @Override
    public String name() {
        return "floor: curl, 4 at a time";
    }

    @Override
    public void prepare(BenchImage image) {}

    @Override
    public void forget() {}

    @Override
    public Measured push(BenchImage image, int version, LoopbackRegistry registry)
            throws IOException, InterruptedException {
        return Shell.measure(
                "bash",
                "-c",
                "export registry=http://" + registry.authority + " layout=" + image.layout(version) + "\n" + UPLOAD);
    }
}
