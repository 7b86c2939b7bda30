import { expect } from 'chai';
import { CONTROL, MAX_FRAME_SIZE } from '../../device/function/registers';
import type { FunctionRef } from '../../isolation/action';
import { testFrame } from '../../wire/test-frame';
import { MACS, described, partition, threePartitions, type Bench } from './reference-testbed.fixture';

const SHORT = 100;
const RECEIVE_AND_TRANSMIT = 3;
const vfOf = (name: string): FunctionRef => ({ kind: 'vf', vf: { kind: 'of-partition', partition: name } });

async function limitFrames(bench: Bench, name: string): Promise<void> {
  const write = { kind: 'register-write', function: vfOf(name), bar: 0 } as const;
  await bench.does({ ...write, offset: CONTROL, value: 0 });
  await bench.does({ ...write, offset: MAX_FRAME_SIZE, value: SHORT });
  await bench.does({ ...write, offset: CONTROL, value: RECEIVE_AND_TRANSMIT });
}

async function sends(bench: Bench, from: 'web' | 'db', to: 'web' | 'db', size: number): Promise<string[]> {
  const token = `${from} to ${to}, ${size} bytes`;
  const frame = testFrame({ token, source: MACS[from], destination: MACS[to], size });
  const { traces } = await bench.does({ kind: 'send', sender: partition(from), frames: [{ token, frame }] });
  return traces.map(described);
}

/** Every action is watched: were the oracle not told of the limit, each frame that is lost here would be a finding. */
describe('the longest frame of one function', () => {
  it('is its own: what is too long for it does not reach it, and other functions keep theirs', async () => {
    const bench = await threePartitions();
    await limitFrames(bench, 'web');
    expect(await sends(bench, 'db', 'web', SHORT)).to.deep.equal(['db > VF 2 > NIC switch > VF 1 > web']);
    expect(await sends(bench, 'db', 'web', SHORT + 1)).to.deep.equal([
      'db > VF 2 > NIC switch ! frame-too-long',
    ]);
    expect(await sends(bench, 'web', 'db', SHORT + 1)).to.deep.equal(['web > VF 1 ! frame-too-long']);
  });
});
