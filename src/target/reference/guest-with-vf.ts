import { adapterOf } from '../../host/host-machine';
import { firstOf, vmAdapter } from '../../host/stack/vm-adapter-ref';
import type { Testbed } from '../../host/testbed';
import { FeatureMistake } from '../target';
import type { VfOnAdapter } from './held-vf';
import { knownPartition } from './known-names';

/** The VF whose miniport the guest has loaded. @throws FeatureMistake where the guest has none. */
export function guestWithVf(testbed: Testbed, name: string): VfOnAdapter {
  const { partition } = knownPartition(testbed, name);
  const { attachment } = vmAdapter(testbed, firstOf(partition));
  const loaded =
    attachment !== undefined && adapterOf(testbed.machine, attachment.adapter).miniports.has(attachment.vf);
  if (!loaded) throw new FeatureMistake(`the guest of "${name}" sees no VF now; attach one first`);
  return attachment;
}
