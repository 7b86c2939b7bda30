import { expect } from 'chai';
import type { AdapterProfile } from '../../device/adapter-profile';
import type { Device, DeviceEffect, DeviceRequest } from '../../device/device';
import { createReferenceAdapter } from '../../device/reference-adapter';
import { HOP_LIMIT } from '../../host/traffic/hop-limit';
import { testFrame } from '../../wire/test-frame';
import type { Outcome } from '../target';
import { Bench, bench, described, MACS, OUTSIDE_PARTY, unwatched } from './reference-testbed.fixture';

type Faulty = (request: DeviceRequest) => readonly DeviceEffect[];

/** A reference adapter that gives further effects. */
const withEffects =
  (faulty: Faulty) =>
  (profile: AdapterProfile): Device => {
    const sound = createReferenceAdapter(profile);
    return {
      ...sound,
      profile,
      initial: sound.initial,
      observe: (state) => sound.observe(state),
      view: (state) => sound.view(state),
      apply(state, request) {
        const result = sound.apply(state, request);
        return { ...result, effects: [...result.effects, ...faulty(request)] };
      },
    };
  };

/** What came from the wire goes back to it, every time. */
const echoToWire: Faulty = (request) =>
  request.kind === 'wire-frame'
    ? [{ kind: 'wire-frame', frame: request.frame, token: request.token, hops: [{ kind: 'physical-port' }] }]
    : [];

const indicateAgain: Faulty = (request) =>
  request.kind === 'pf-return'
    ? [{ kind: 'pf-indication', indication: request.indication, received: RECEIVED }]
    : [];

const frame = testFrame({ token: 'round', source: MACS.outside, destination: MACS.web });
const RECEIVED: Extract<DeviceEffect, { kind: 'pf-indication' }>['received'] = {
  token: 'round',
  function: { kind: 'pf' },
  vport: 0 as never,
  frame,
  outOfBand: {},
  hops: [],
};

async function twoAdapters(on: Bench): Promise<Bench> {
  for (const adapter of ['NIC1', 'NIC2'])
    await on.does({ kind: 'install-adapter', adapter, profile: { kind: 'reference' }, numVfs: 2 });
  return on;
}

const fromOutside = (on: Bench): Promise<Outcome> =>
  on.target.perform({ kind: 'send', sender: OUTSIDE_PARTY, frames: [{ token: 'round', frame }] });

const endsOf = (outcome: Outcome): readonly string[] =>
  outcome.kind === 'done' ? outcome.traces.map(described) : [outcome.kind];

describe('a device that sends frames round in a circle', () => {
  for (const [what, faulty] of [
    ['echoes to the wire what came from it', echoToWire],
    ['indicates a packet again when it gets it back', indicateAgain],
  ] as const) {
    it(`and ${what} is stopped, and each frame in the circle has its end`, async () => {
      const on = await twoAdapters(new Bench(unwatched({ deviceFactory: withEffects(faulty) })));
      const ends = endsOf(await fromOutside(on));
      expect(ends.filter((each) => each.endsWith('! hop-limit'))).to.have.length(2);
      expect(ends.length).to.be.lessThan(4 * HOP_LIMIT);
    });

    it(`and ${what} is a finding of the audit`, async () => {
      const on = await twoAdapters(bench({ deviceFactory: withEffects(faulty) }));
      const outcome = await fromOutside(on).catch((error: unknown) => String(error));
      expect(outcome).to.match(/IsolationViolation/);
    });
  }
});

describe('a device that never comes to rest', () => {
  const askForEver: Faulty = (request) => {
    const starts = request.kind === 'link' && !request.up;
    if (!starts && request.kind !== 'dma-completion') return [];
    return [{ kind: 'dma-read', routingId: 0x100 as never, address: 0, length: 1, tag: 0 }];
  };

  it('ends the request as refused, and the run goes on', async function () {
    this.timeout(60_000);
    const on = await twoAdapters(new Bench(unwatched({ deviceFactory: withEffects(askForEver) })));
    const { reason } = await on.isRefused({ kind: 'set-link', adapter: 'NIC1', up: false });
    expect(reason).to.match(/did not come to rest/);
    await on.does({ kind: 'set-link', adapter: 'NIC1', up: true });
  });
});
