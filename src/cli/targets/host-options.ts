import { text, type Arguments } from '../arguments';
import { UsageMistake } from '../usage-mistake';
import type { TargetName } from './target-names';
import type { HostOptions } from './target-options';

/** @throws UsageMistake where one is missing. */
export function hostOf(read: Arguments, target: TargetName): HostOptions | undefined {
  if (target !== 'linux') return undefined;
  const ssh = text(read, 'ssh');
  const sshConfig = text(read, 'ssh-config');
  return {
    pf: needed(read, 'pf', 'the network device of the PF, for example enp3s0f0'),
    outside: needed(read, 'outside', 'the network device at the other end of its cable, for example enp4s0'),
    ...(ssh === undefined ? {} : { ssh }),
    ...(sshConfig === undefined ? {} : { sshConfig }),
  };
}

function needed(read: Arguments, name: 'pf' | 'outside', what: string): string {
  const value = text(read, name);
  if (value === undefined || value === '') throw new UsageMistake(`--target linux needs --${name}: ${what}`);
  if (/[\s/]/.test(value) || value.length > 15)
    throw new UsageMistake(`--${name} ${value}: expected ${what} (at most 15 characters, no slash)`);
  return value;
}
