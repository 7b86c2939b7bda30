import {
  Compromised,
  exec,
  mayFail,
  read,
  type Machine,
  type StepResult,
} from '../../../target/linux/machine';
import { probeSubject } from '../../../target/linux/probe';
import { deviceFolder, type Subject } from '../../../target/linux/subject';
import { MARKS, isOfAnotherKit } from '../../../target/linux/transports/agent-marks';
import { UsageMistake } from '../../usage-mistake';
import type { HostOptions } from '../target-options';
import type { HostState, NetdevState } from './host-state';

/**
 * Looks at a host without changing anything.
 * @throws UsageMistake for an interface that is not there, or an adapter without SR-IOV.
 */
export async function readHost(machine: Machine, options: HostOptions): Promise<HostState> {
  const name = options.ssh === undefined ? 'this machine' : `host ${options.ssh}`;
  const [devices, reached, marks] = await machine.run([
    { kind: 'list', path: '/sys/class/net' },
    mayFail(exec('sh', '-c', 'echo "$SSH_CONNECTION"')),
    MARKS,
  ]);
  const known = textOf(devices)
    .split('\n')
    .filter((each) => each !== 'lo' && each !== '');
  for (const option of ['pf', 'outside'] as const) existing(name, option, options[option], known);
  const subject = await subjectOf(machine, name, options.pf);
  const folder = deviceFolder(subject.pci);
  const [vfs, autoprobe] = await machine.run([
    mayFail(read(`${folder}/sriov_numvfs`)),
    mayFail(read(`${folder}/sriov_drivers_autoprobe`)),
  ]);
  return {
    name,
    subject,
    pf: await readNetdev(machine, options.pf),
    outside: await readNetdev(machine, options.outside),
    numVfs: Number(textOf(vfs)),
    autoprobe: textOf(autoprobe).trim() || '1',
    hasOtherKit: isOfAnotherKit(textOf(marks)),
    reachedAt: textOf(reached).trim().split(' ')[2]?.replace(/%.*$/, ''),
  };
}

function existing(host: string, option: string, netdev: string, known: readonly string[]): void {
  if (!known.includes(netdev))
    throw new UsageMistake(
      `--${option} ${netdev}: there is no such network device on ${host}; there are ${known.join(', ')}`,
    );
}

async function subjectOf(machine: Machine, name: string, pf: string): Promise<Subject> {
  try {
    return await probeSubject(machine, pf);
  } catch (error) {
    if (!(error instanceof Compromised) || !(await answers(machine))) throw error;
    throw new UsageMistake(
      `--pf ${pf}: ${error.message.replace('this machine', name)}; expected a PF on ${name}; nothing was touched`,
    );
  }
}

/** A probe also fails when the machine is gone, which says nothing of the adapter. */
const answers = (machine: Machine): Promise<boolean> =>
  machine.run([{ kind: 'sleep', ms: 0 }]).then(
    () => true,
    () => false,
  );

async function readNetdev(machine: Machine, netdev: string): Promise<NetdevState> {
  const [link, addresses, four, six, folder] = await machine.run([
    exec('ip', '-j', '-d', 'link', 'show', 'dev', netdev),
    mayFail(exec('ip', '-j', 'addr', 'show', 'dev', netdev)),
    mayFail(exec('ip', '-4', 'route', 'show')),
    mayFail(exec('ip', '-6', 'route', 'show')),
    { kind: 'list', path: `/sys/class/net/${netdev}` },
  ]);
  const [shown] = parsed<LinkShown>(link);
  const flags = shown?.flags ?? [];
  const routes = [...routesOf(textOf(four), '-4', netdev), ...routesOf(textOf(six), '-6', netdev)];
  return {
    netdev,
    up: flags.includes('UP'),
    promiscuous: flags.includes('PROMISC'),
    allMulticast: flags.includes('ALLMULTI'),
    mtu: shown?.mtu ?? 1500,
    carries: textOf(folder)
      .split('\n')
      .flatMap((each) => (each.startsWith('upper_') ? [each.slice('upper_'.length)] : [])),
    addresses: addressesOf(addresses),
    hasDefaultRoute: routes.some(({ words }) => words[0] === 'default'),
    routes: routes.filter(({ words }) => !words.join(' ').includes('proto kernel')),
  };
}

interface LinkShown {
  readonly flags?: readonly string[];
  readonly mtu?: number;
}
interface AddressesShown {
  readonly addr_info?: readonly {
    readonly local?: string;
    readonly prefixlen?: number;
    readonly scope?: string;
  }[];
}

const addressesOf = (result: StepResult | undefined): readonly string[] =>
  parsed<AddressesShown>(result).flatMap(({ addr_info: all = [] }) =>
    all.flatMap(({ local, prefixlen, scope }) =>
      local === undefined || scope === 'link' ? [] : [`${local}/${prefixlen}`],
    ),
  );

/** A route over several ways is told in several lines, the further ones indented; one way over the device is enough. */
function routesOf(text: string, family: '-4' | '-6', netdev: string): HostRoutes {
  const whole = text.replaceAll(/\n\s+/g, ' ').split('\n');
  return whole.flatMap((line) => {
    const words = line.trim().split(/\s+/);
    return words.some((word, at) => word === 'dev' && words[at + 1] === netdev) ? [{ family, words }] : [];
  });
}

type HostRoutes = NetdevState['routes'];

const textOf = (result: StepResult | undefined): string => (result?.ok === true ? result.out : '');

function parsed<T>(result: StepResult | undefined): readonly T[] {
  try {
    const value: unknown = JSON.parse(textOf(result));
    return Array.isArray(value) ? (value as T[]) : [];
  } catch {
    return [];
  }
}
