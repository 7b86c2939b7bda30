import type { Device } from '../../device/device';
import { poweredAdapter, withAdapter } from '../host-machine';
import { startPf } from '../ndis/pf-life-cycle';
import { setMachine, type Course, type Steps } from '../testbed-course';
import { installedAdapter } from '../testbed';
import { onMachine } from '../traffic/carry-frames';
import { callRefusal } from './call-refusal';

export interface AdapterToInstall {
  readonly adapter: string;
  readonly host: string;
  readonly device: Device;
  readonly keywords: Readonly<Record<string, number | string>>;
  readonly assignmentObstacles?: readonly string[];
  readonly upTo: 'powered' | 'initialized' | 'switch-created';
}

/** A card in its slot; its PF driver is started as far as asked. A PF driver that does not start leaves the card there. */
export function* installAdapter(course: Course, card: AdapterToInstall): Steps {
  const { adapter, host, device, keywords, upTo } = card;
  const { adapters, hosts } = course.testbed;
  course.testbed = {
    ...course.testbed,
    hosts: hosts.includes(host) ? hosts : [...hosts, host],
    adapters: adapters.set(adapter, installedAdapter(adapter, host, keywords, card.assignmentObstacles)),
  };
  setMachine(course, withAdapter(course.testbed.machine, poweredAdapter(adapter, device)));
  if (upTo === 'powered') return undefined;
  yield;
  return callRefusal(
    onMachine(course, (carrier) => startPf(carrier, adapter, keywords, upTo)),
    'PF miniport',
  );
}
