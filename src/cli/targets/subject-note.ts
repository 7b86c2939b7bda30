import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { RunManifest } from '../../report/run-manifest';
import type { LinuxSession } from '../../target/linux/linux-session';

/** What a run's manifest tells about a subject that was probed. No address of it: reports travel. */
export type SubjectNote = Pick<RunManifest, 'subject' | 'declaredChoices' | 'versions' | 'probed'>;

export function noteOf({ profile, bench }: LinuxSession): SubjectNote {
  const { vendorId, deviceId, totalVfs, mtu, pfDriver, vfDriver } = bench.subject;
  const lacking = Array.from(profile.lacks ?? [], ([name, why]) => `${name} (${why})`).join('; ');
  const hex = (value: number): string => value.toString(16).padStart(4, '0');
  return {
    subject: profile.name,
    declaredChoices: profile.declaredChoices,
    versions: profile.versions,
    probed: {
      pci: `${hex(vendorId)}:${hex(deviceId)}`,
      drivers: `${pfDriver}, ${vfDriver}`,
      VFs: String(totalVfs),
      MTU: String(mtu),
      capabilities: Array.from(profile.capabilities).sort().join(', '),
      ...(lacking === '' ? {} : { lacks: lacking }),
    },
  };
}

/** Beside and renamed: workers write the same at the same time. */
export function writeNote(file: string, note: SubjectNote): void {
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(note));
  renameSync(`${file}.${process.pid}`, file);
}

/** @returns undefined where no session was ever opened. */
export function readNote(file: string): SubjectNote | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SubjectNote;
  } catch {
    return undefined;
  }
}
