import { FIRST_HOST, type Testbed } from '../../host/testbed';
import type { TestbedAction } from '../../isolation/action';
import { createExtensibleSwitch, deleteExtensibleSwitch } from '../../host/stack/switch-life';
import { installAdapter } from '../../host/stack/install-adapter';
import { unreachable } from '../../terms/result';
import { FeatureMistake } from '../target';
import { knownAdapter, knownSwitch, unusedName } from './known-names';
import type { Lab } from './lab';
import { DONE, outcomeOf, type Performance } from './performed';

export function performTestbed(lab: Lab, action: TestbedAction): Performance {
  switch (action.kind) {
    case 'install-adapter':
      return install(lab, action);
    case 'create-extensible-switch':
      return createSwitch(lab, action);
    case 'delete-extensible-switch':
      return deleteSwitch(lab, action.switch);
    case 'add-station':
      return addStation(lab, action);
    case 'pass-time':
      return passTime(lab, action);
    default:
      return unreachable(action);
  }
}

type Of<K extends TestbedAction['kind']> = Extract<TestbedAction, { kind: K }>;

function* install(lab: Lab, action: Of<'install-adapter'>): Performance {
  const { adapter, host = FIRST_HOST, upTo = 'switch-created' } = action;
  unusedName('adapter', lab.course.testbed.adapters, adapter);
  const profile = lab.profileOf(action.profile, action.overrides ?? {});
  const device = lab.makeDevice(profile, adapter);
  const keywords = {
    '*SRIOV': 1,
    '*SriovPreferred': 1,
    ...(action.numVfs !== undefined && { '*NumVFs': action.numVfs }),
    ...action.keywords,
  };
  const { assignmentObstacles = [] } = action;
  const card = { adapter, host, device, keywords, assignmentObstacles, upTo };
  return outcomeOf(yield* installAdapter(lab.course, card));
}

function* createSwitch({ course }: Lab, action: Of<'create-extensible-switch'>): Performance {
  const { switch: name, type } = action;
  unusedName('extensible switch', course.testbed.switches, name);
  const adapter = type === 'external' ? knownAdapter(course.testbed, action.adapter) : undefined;
  const host = hostFor(course.testbed, action.host, adapter?.host);
  const sriov = action.sriov ?? type === 'external';
  return outcomeOf(
    yield* createExtensibleSwitch(course, { switch: name, type, host, sriov, adapter: adapter?.adapter }),
  );
}

function hostFor(testbed: Testbed, named: string | undefined, ofAdapter: string | undefined): string {
  if (named !== undefined && ofAdapter !== undefined && named !== ofAdapter)
    throw new FeatureMistake(`the adapter is in "${ofAdapter}", not in "${named}"`);
  return named ?? ofAdapter ?? testbed.hosts[0] ?? FIRST_HOST;
}

function* deleteSwitch({ course }: Lab, name: string): Performance {
  return outcomeOf(yield* deleteExtensibleSwitch(course, knownSwitch(course.testbed, name).switch));
}

function* addStation({ course }: Lab, { station, mac, vlan }: Of<'add-station'>): Performance {
  const { stations } = course.testbed;
  const others = stations.filter((each) => each.station !== station);
  course.testbed = { ...course.testbed, stations: [...others, { station, mac, vlan }] };
  return DONE;
}

function* passTime({ course }: Lab, { seconds }: Of<'pass-time'>): Performance {
  if (!Number.isInteger(seconds) || seconds < 1)
    throw new FeatureMistake(`${seconds} is not a number of seconds that can pass; expected 1 or more`);
  course.testbed = { ...course.testbed, now: course.testbed.now + seconds };
  return DONE;
}
