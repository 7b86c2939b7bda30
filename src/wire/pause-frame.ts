import { macAddress, type MacAddress } from '../terms/mac-address';
import { ETHERTYPE, type Frame } from './frame';
import { half } from './internet-packets';
import { frameWith } from './test-frame';

/** IEEE 802.3 annex 31B: never forwarded by a bridge. */
export const PAUSE_ADDRESS = macAddress('01-80-C2-00-00-01');
const PAUSE_OPCODE = 0x0001;

/** Asks the link partner for silence; with `quanta` 0 to 65535 units of 512 bit times. From a VF it is an attack. */
export const pauseFrame = (frame: {
  readonly source: MacAddress;
  readonly quanta?: number;
  readonly token?: string | undefined;
}): Frame =>
  frameWith({
    source: frame.source,
    destination: PAUSE_ADDRESS,
    token: frame.token,
    etherType: ETHERTYPE.macControl,
    content: Uint8Array.of(...half(PAUSE_OPCODE), ...half(frame.quanta ?? 0xffff)),
  });

export const isPause = (frame: Frame): boolean =>
  frame.destination === PAUSE_ADDRESS && frame.etherType === ETHERTYPE.macControl;
