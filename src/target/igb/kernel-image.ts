const ZSTD = 0xfd2fb528;

/**
 * The zstd-compressed kernel inside a bzImage (boot protocol 2.08: setup sectors at 0x1F1, payload offset and length at
 * 0x248), or undefined where it is compressed otherwise. Unpacked, QEMU boots it directly (PVH), a second sooner than the
 * bzImage, which the guest must unpack itself. The last four bytes are the size and no part of the stream.
 */
export function zstdPayload(image: Buffer): Buffer | undefined {
  if (image.length < 0x250 || image.toString('latin1', 0x202, 0x206) !== 'HdrS') return undefined;
  const setupSectors = image[0x1f1] || 4;
  const start = (setupSectors + 1) * 512 + image.readUInt32LE(0x248);
  const payload = image.subarray(start, start + image.readUInt32LE(0x24c) - 4);
  return payload.length > 4 && payload.readUInt32LE(0) === ZSTD ? payload : undefined;
}
