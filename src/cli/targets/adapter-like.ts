import { adapterIds, profileFromAdapterList } from '../../device/profiles/adapter-list';
import { UsageMistake } from '../usage-mistake';

/**
 * The entry of the adapter list that is the model of a target.
 * @param pci vendor and device, for example `8086:10c9`.
 * @throws UsageMistake where the list knows none.
 */
export function adapterLike(target: 'igb' | 'linux', pci: string | undefined): string {
  if (target === 'igb') return 'qemu-igb';
  const hex = (value: number): string => value.toString(16).padStart(4, '0');
  const like = adapterIds().find((id) => {
    const profile = profileFromAdapterList(id);
    return profile.ok && `${hex(profile.value.vendorId)}:${hex(profile.value.deviceId)}` === pci;
  });
  if (like !== undefined) return like;
  throw new UsageMistake(
    `the adapter list has no entry for ${pci ?? 'an adapter that was never probed'}; name the nearest one with --adapter (known are ${adapterIds().join(', ')})`,
  );
}
