import { existsSync, writeFileSync } from 'node:fs';

import { backportsOf, needsBackports, type DebianRelease } from './debian-release';
import { isRecent, OLDEST_QEMU, qemuVersion } from './qemu-version';
import { mustRun, runCommand } from './run-command';
import type { Log, Missing } from './setup-result';

const SOURCES = '/etc/apt/sources.list.d';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const C = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };

const isRoot = (): boolean => process.getuid?.() === 0;
export const missing = (sentence: string): Missing => ({ kind: 'missing', sentence });

const policy = async (name?: string): Promise<string> =>
  (await runCommand('apt-cache', ['policy', ...(name === undefined ? [] : [name])], { env: C })).stdout;

/** The archive that this machine installs Debian from already: whoever has a mirror at hand keeps using it. */
export function archiveIn(policyText: string, codename: string): string {
  const line = new RegExp(`^ *-?\\d+ (https?://\\S+) ${codename}/main `, 'm').exec(policyText);
  return line?.[1] ?? 'http://deb.debian.org/debian';
}

/** Makes the package lists know what the guest needs: refreshes them where empty, and adds backports on bookworm. */
export async function preparePackageLists(release: DebianRelease, log: Log): Promise<Missing | undefined> {
  const known = await policy();
  const backports = !needsBackports(release) || known.includes(`n=${backportsOf(release)}`);
  const filled = /Candidate: (?!\(none\))/.test(await policy('linux-image-amd64'));
  if (backports && filled) return undefined;
  if (!isRoot())
    return missing(
      `The package lists lack ${backports ? 'Debian itself' : backportsOf(release)}, and only root can mend that: run "sudo npm run igb:setup" once.`,
    );
  if (!backports) addBackports(release, archiveIn(known, release.codename), log);
  log('Refreshing the package lists, because the guest is made from current Debian packages.');
  await mustRun('apt-get', ['-q', 'update'], { env: C });
  return undefined;
}

function addBackports(release: DebianRelease, archive: string, log: Log): void {
  const name = backportsOf(release);
  const file = `${SOURCES}/${name}.list`;
  const signed = existsSync(KEYRING) ? `[signed-by=${KEYRING}] ` : '';
  log(`Adding ${file}, because QEMU and kernel of ${release.codename} are too old for the emulated adapter.`);
  writeFileSync(file, `deb ${signed}${archive} ${name} main\n`);
}

/** A QEMU that is recent enough: the one that is there, or one from Debian's archive. Its version, or what is missing. */
export async function ensureQemu(release: DebianRelease | undefined, log: Log): Promise<string | Missing> {
  const found = await qemuVersion();
  if (found !== undefined && isRecent(found)) return found;
  const lack = `QEMU ${OLDEST_QEMU} or newer is missing${found === undefined ? '' : ` (${found} is here)`}`;
  if (release === undefined)
    return missing(`${lack}; install qemu-system-x86_64 by hand, for this is no Debian 12 or newer.`);
  if (!isRoot()) return missing(`${lack}, and only root can install it: run "sudo npm run igb:setup" once.`);
  const lists = await preparePackageLists(release, log);
  if (lists !== undefined) return lists;
  log(
    `Installing qemu-system-x86 with apt, because the adapter is emulated by QEMU ${OLDEST_QEMU} or newer.`,
  );
  const from = needsBackports(release) ? ['-t', backportsOf(release)] : [];
  await mustRun('apt-get', ['-qy', '--no-install-recommends', 'install', ...from, 'qemu-system-x86'], {
    env: C,
  });
  return (await qemuVersion()) ?? missing(`${lack}, also after qemu-system-x86 was installed.`);
}
