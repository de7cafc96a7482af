package io.jenkins.plugins.ecsdeploy.image.gzip;

/**
 * A deflated part of a gzip member (RFC 1951). It ends on a byte boundary, so that the next block can follow.
 *
 * @param bytes of which the first {@code length} are the block
 */
record DeflatedBlock(byte[] bytes, int length) {}
