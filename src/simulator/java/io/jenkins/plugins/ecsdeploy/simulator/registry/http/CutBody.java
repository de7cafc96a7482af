package io.jenkins.plugins.ecsdeploy.simulator.registry.http;

import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer.DroppedConnection;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request body during which the connection breaks: after so many bytes, or at its end if that comes first. */
public final class CutBody extends FilterInputStream {

    private long leftBytes;

    public CutBody(InputStream in, long afterBytes) {
        super(in);
        leftBytes = afterBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        read(one, 0, 1);
        return one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = leftBytes > 0 ? super.read(buffer, offset, (int) Math.min(length, leftBytes)) : -1;
        if (count < 0) {
            throw new DroppedConnection();
        }
        leftBytes -= count;
        return count;
    }
}
