import type { VfMiniport } from '../../host/guest/vf-miniport';

/** Receive buffers that a VF's driver has handed to the device and not got back, over all its queue pairs. */
export const postedBuffers = (miniport: VfMiniport | undefined): number =>
  (miniport?.receiveRings ?? []).reduce(
    (sum, { next, tail, length }) => sum + (length === 0 ? 0 : (tail - next + length) % length),
    0,
  );
