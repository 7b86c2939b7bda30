import { callExtension } from '../../host/extensible-switch/extension-call';
import { enableExtension, installExtension } from '../../host/extensible-switch/extension-stack';
import type { ExtensibleSwitch } from '../../host/extensible-switch/extensible-switch';
import type { SwitchResult } from '../../host/extensible-switch/switch-outcome';
import type { ExtensionAction } from '../../isolation/action';
import { detachVf } from '../../host/stack/detach-vf';
import { changeSwitch, logSwitchEvents, refusalOf } from '../../host/stack/on-switch';
import { firstOf, vmAdapter } from '../../host/stack/vm-adapter-ref';
import type { Course, Refusal } from '../../host/testbed-course';
import type { SwitchOnHost } from '../../host/testbed-switch';
import { nearest } from '../../terms/nearest';
import { unreachable } from '../../terms/result';
import { FeatureMistake } from '../target';
import { knownPartition, knownSwitch } from './known-names';
import type { Performance } from './performed';

export function performExtension(course: Course, action: ExtensionAction): Performance {
  const on = knownSwitch(course.testbed, action.switch);
  switch (action.kind) {
    case 'install-extension':
      return request(course, on, (state) => installExtension(state, action));
    case 'enable-extension':
      knownExtension(on, action.extension);
      return request(course, on, (state) => enableExtension(state, action.extension, action.enabled));
    case 'extension-call':
      knownExtension(on, action.extension);
      if ('partition' in action.call) knownPartition(course.testbed, action.call.partition);
      return request(course, on, (state) => callExtension(state, action.extension, action.call));
    default:
      return unreachable(action);
  }
}

/** VFs that an extension takes away are detached by the stack before the action ends (XSW-IOV-16, XSW-IOV-35). */
function* request(
  course: Course,
  on: SwitchOnHost,
  call: (state: ExtensibleSwitch) => SwitchResult,
): Performance {
  const { switch: state, outcome, events } = call(on.state);
  if (state !== on.state) changeSwitch(course, on.switch, { state });
  logSwitchEvents(course, on.switch, events);
  for (const event of events) {
    if (event.kind !== 'remove-vf') continue;
    const failure = yield* revoke(course, event.partition);
    if (failure !== undefined) return { refusal: failure };
  }
  if (outcome.kind === 'success') return { value: outcome.members };
  const refusal = refusalOf(outcome);
  return outcome.kind === 'refused' ? { refusal, answer: outcome } : { refusal };
}

function* revoke(course: Course, partition: string): Generator<undefined, Refusal | undefined, undefined> {
  const ref = firstOf(partition);
  return vmAdapter(course.testbed, ref).attachment === undefined ? undefined : yield* detachVf(course, ref);
}

function knownExtension({ switch: name, state }: SwitchOnHost, extension: string): void {
  const names = state.settings.extensions.map((each) => each.extension);
  if (names.includes(extension)) return;
  throw new FeatureMistake(
    `there is no extension "${extension}" on "${name}"${nearest(extension, names)}; known: ${names.map((each) => `"${each}"`).join(', ')}`,
  );
}
