import type { OidMembers } from '../../../terms/oid';
import type { AdapterProfile, BarProfile } from '../../adapter-profile';
import type { AdapterState } from '../../adapter-state';
import { addressMask, typeBits } from '../../pcie/bar-registers';
import { sliceSize } from '../../pcie/bars';
import { systemPageSize } from '../../pcie/sriov-capability';
import { succeeded, withMembers } from '../oid-reply';
import { invalidParameter } from '../refusal';
import { sizeOf } from '../structures/layout';
import { SRIOV_PROBED_BARS_INFO } from '../structures/sriov';

const PCI_TYPE0_ADDRESSES = 6;

/** What reads of the VF BARs gave after all ones were written; no live BAR is touched (BAR-PROBED-03, BAR-PROBED-04). */
export const probedBars = withMembers(
  SRIOV_PROBED_BARS_INFO,
  ({ context, state }, { BaseRegisterValuesOffset }) => {
    const fixed = sizeOf(SRIOV_PROBED_BARS_INFO);
    const offset = BaseRegisterValuesOffset ?? fixed;
    if (offset < fixed)
      return invalidParameter('BaseRegisterValuesOffset lies inside the structure', 'BAR-PROBED-02');
    const values = probedValues(context.profile, state);
    const BaseRegisterValues: OidMembers[] = values.map((Value, Index) => ({ Index, Value }));
    return succeeded(state, { BaseRegisterValuesOffset: offset, BaseRegisterValues });
  },
);

function probedValues(profile: AdapterProfile, state: AdapterState): readonly number[] {
  const values = new Array<number>(PCI_TYPE0_ADDRESSES).fill(0);
  for (const bar of profile.sriov.vfBars) {
    const { low, high } = maskOf(bar, state);
    values[bar.index] = (low | typeBits(bar)) >>> 0;
    if (bar.kind === 'memory64') values[bar.index + 1] = high;
  }
  return values;
}

const maskOf = (bar: BarProfile, { pcie }: AdapterState): ReturnType<typeof addressMask> =>
  addressMask(bar, sliceSize(bar, systemPageSize(pcie)));
