import { attributesIn } from '../netlink/message';
import { VF, VF_STATES } from '../netlink/numbers';
import { macIn } from './mac-in';
import type { VfSettings } from './reading';

const NO_ADDRESS = '00-00-00-00-00-00';

/** By VFId. @param list of a PF's device; absent where it has none. */
export const vfSettings = (list: DataView | undefined): ReadonlyMap<number, VfSettings> =>
  new Map(
    list === undefined ? [] : attributesIn(list).map(([, vf]) => settingsOf(new Map(attributesIn(vf)))),
  );

/** Each attribute begins with the number of the VF. */
function settingsOf(own: ReadonlyMap<number, DataView>): readonly [number, VfSettings] {
  const word = (kind: number, at: number): number => wordAt(own.get(kind), at);
  const mac = macIn(firstBytes(own.get(VF.mac)));
  const [vlan] = attributesIn(own.get(VF.vlans) ?? NOTHING).map(([, each]) => each);
  return [
    word(VF.mac, 0),
    {
      mac: mac === NO_ADDRESS ? undefined : mac,
      vlan: wordAt(vlan, 1) === 0 ? undefined : wordAt(vlan, 1),
      qos: wordAt(vlan, 2),
      // All ones where the adapter does not know such a setting.
      spoofCheck: word(VF.spoofCheck, 1) === 1,
      trusted: word(VF.trust, 1) === 1,
      linkState: VF_STATES[word(VF.state, 1)] ?? 'auto',
      minRate: word(VF.rate, 1),
      maxRate: word(VF.rate, 2),
    },
  ];
}

const NOTHING = new DataView(new ArrayBuffer(0));

const wordAt = (bytes: DataView | undefined, index: number): number =>
  bytes === undefined || bytes.byteLength < 4 * index + 4 ? 0 : bytes.getUint32(4 * index, true);

/** The address behind the number of the VF; the kernel leaves room for a longer one. */
const firstBytes = (value: DataView | undefined): DataView | undefined =>
  value === undefined || value.byteLength < 10
    ? undefined
    : new DataView(value.buffer, value.byteOffset + 4, 6);
