/** One entry of an initramfs. Paths are relative, without a leading slash; parents must come before their children. */
export type GuestFile =
  | { readonly kind: 'directory'; readonly path: string; readonly mode?: number }
  | { readonly kind: 'file'; readonly path: string; readonly content: Uint8Array; readonly mode?: number }
  | { readonly kind: 'link'; readonly path: string; readonly to: string };

const TYPE = { directory: 0o040000, file: 0o100000, link: 0o120000 } as const;
const TRAILER = 'TRAILER!!!';

const content = (file: GuestFile): Uint8Array =>
  file.kind === 'file' ? file.content : Buffer.from(file.kind === 'link' ? file.to : '');

function mode(file: GuestFile): number {
  if (file.kind === 'link') return TYPE.link | 0o777;
  return TYPE[file.kind] | (file.mode ?? (file.kind === 'directory' ? 0o755 : 0o644));
}

const padding = (size: number): Buffer => Buffer.alloc(-size & 3);

function header(inode: number, fileMode: number, links: number, size: number, name: string): Buffer {
  const fields = [inode, fileMode, 0, 0, links, 0, size, 0, 0, 0, 0, Buffer.byteLength(name) + 1, 0];
  const words = fields.map((each) => each.toString(16).toUpperCase().padStart(8, '0')).join('');
  const text = Buffer.from(`070701${words}${name}\0`);
  return Buffer.concat([text, padding(text.length)]);
}

/**
 * A cpio archive in the newc format, which the kernel unpacks as its initial root. Times and owners are zero, so that the
 * same files give the same bytes. The kernel accepts several archives one behind the other; a later file replaces an
 * earlier one of its path.
 */
export function cpioArchive(files: readonly GuestFile[]): Buffer {
  const parts = files.flatMap((file, index) => {
    const bytes = content(file);
    const links = file.kind === 'directory' ? 2 : 1;
    return [header(index + 1, mode(file), links, bytes.length, file.path), bytes, padding(bytes.length)];
  });
  return Buffer.concat([...parts, header(0, 0, 1, 0, TRAILER)]);
}

/** The entries of such an archive, up to its trailer. For specs, and for looking into an image. */
export function readCpio(archive: Buffer): readonly GuestFile[] {
  const files: GuestFile[] = [];
  for (let at = 0; ;) {
    const field = (index: number): number =>
      parseInt(archive.toString('latin1', at + 6 + index * 8, at + 14 + index * 8), 16);
    const path = archive.toString('utf8', at + 110, at + 110 + field(11) - 1);
    const start = (at + 110 + field(11) + 3) & ~3;
    if (path === TRAILER) return files;
    files.push(entry(path, field(1), archive.subarray(start, start + field(6))));
    at = (start + field(6) + 3) & ~3;
  }
}

function entry(path: string, fileMode: number, bytes: Buffer): GuestFile {
  const type = fileMode & 0o170000;
  if (type === TYPE.link) return { kind: 'link', path, to: bytes.toString('utf8') };
  if (type === TYPE.directory) return { kind: 'directory', path, mode: fileMode & 0o7777 };
  return { kind: 'file', path, content: bytes, mode: fileMode & 0o7777 };
}
