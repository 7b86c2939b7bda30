import { nearest } from '../../src/terms/nearest';
import { FeatureMistake } from '../../src/target/target';
import type { PortInTestbed, SwitchInTestbed, TestbedView } from '../../src/target/testbed-view';

export function switchOf(view: TestbedView, name: string): SwitchInTestbed {
  const names = view.switches.map((each) => each.switch);
  const found = view.switches.find((each) => each.switch === name);
  if (found !== undefined) return found;
  throw new FeatureMistake(
    `there is no extensible switch "${name}"${nearest(name, names)}; known are ${names.join(', ')}`,
  );
}

/** The switch port of a partition; `web/second` names a further adapter. */
export function portOf(view: TestbedView, owner: string): PortInTestbed {
  const ports = view.switches.flatMap((each) => each.ports);
  const found = ports.find((each) => each.owner === owner);
  if (found !== undefined) return found;
  const owners = ports.map((each) => each.owner);
  throw new FeatureMistake(
    `"${owner}" has no port on an extensible switch${nearest(owner, owners)}; known are ${owners.join(', ')}`,
  );
}
