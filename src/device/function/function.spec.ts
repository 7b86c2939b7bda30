import { expect } from 'chai';
import fc from 'fast-check';
import { PF, vfFunction, vfId } from '../../terms/function-id';
import { BROADCAST, macAddress } from '../../terms/mac-address';
import { Table } from '../../terms/table';
import type { Frame } from '../../wire/frame';
import { REFERENCE_PROFILE } from '../profiles/reference-profile';
import { invalidateBlocks, readBlock, takeNotice, writeBlock } from './blocks';
import { dmaTag, functionOfTag } from './dma-tag';
import { functionShelves } from './function-shelves';
import { createFunction, freedFunction, resetFunction, type FunctionState } from './function-state';
import { setLink } from './link';
import { setPower } from './power';
import { readRegister } from './read-register';
import { receiveModeOf } from './receive-mode';
import { deliver } from './receive';
import * as map from './registers';
import { emitSlot } from './slot';
import { completeTransmit } from './transmit';
import { writeRegister } from './write-register';

const VF = vfFunction(vfId(3));
const OPEN = { busMasterEnable: true };
const CLOSED = { busMasterEnable: false };
const RECEIVE_BASE = 0x10_0000;
const TRANSMIT_BASE = 0x1_0020_0000;
const LENGTH = 8;

const frame = (size = 50): Frame => ({
  destination: macAddress('00-15-5D-00-00-02'),
  source: macAddress('00-15-5D-00-00-01'),
  etherType: 0x88b5,
  payload: new Uint8Array(size).fill(7),
});

const write = (state: FunctionState, offset: number, value: number): FunctionState =>
  writeRegister(state, offset, value, OPEN).state;

const writes = (state: FunctionState, all: readonly (readonly [number, number])[]): FunctionState =>
  all.reduce((each, [offset, value]) => write(each, offset, value), state);

const receive = (register: number): number => map.ringRegister(0, map.RECEIVE_RING, register);
const transmit = (register: number): number => map.ringRegister(0, map.TRANSMIT_RING, register);

/** As registers.ts tells a driver to start. */
const started = (id = VF): FunctionState =>
  writes(createFunction(id, REFERENCE_PROFILE), [
    [map.CONTROL, map.CONTROL_SOFTWARE_RESET],
    [receive(map.RING_BASE_LOW), RECEIVE_BASE],
    [receive(map.RING_LENGTH), LENGTH],
    [receive(map.RING_TAIL), LENGTH - 1],
    [transmit(map.RING_BASE_LOW), TRANSMIT_BASE % 2 ** 32],
    [transmit(map.RING_BASE_HIGH), Math.floor(TRANSMIT_BASE / 2 ** 32)],
    [transmit(map.RING_LENGTH), LENGTH],
    [map.PACKET_FILTER, map.FILTER_BROADCAST],
    [map.CONTROL, map.CONTROL_RECEIVE_ENABLE | map.CONTROL_TRANSMIT_ENABLE],
  ]);

const cellsOf = (state: FunctionState): string =>
  JSON.stringify(functionShelves(state, Table.empty())[0].cells(0, state));

describe('one PCI function', () => {
  describe('receiving', () => {
    it('puts a frame with its length into the next posted slot and raises the queue pair`s vector', () => {
      const first = deliver(started(), frame(), OPEN);
      if (first.kind !== 'written') throw new Error(first.reason);
      expect(first.events).to.deep.equal([
        { kind: 'dma-write', address: RECEIVE_BASE, bytes: emitSlot(frame()) },
        { kind: 'interrupt', vector: 1 },
      ]);
      expect(emitSlot(frame())[0]).to.equal(64);
      const second = deliver(first.state, frame(), OPEN);
      expect(second).to.have.nested.property('events[0].address', RECEIVE_BASE + 2048);
      expect(readRegister(second.state, receive(map.RING_HEAD))).to.equal(2);
      expect(readRegister(second.state, map.STATISTICS.framesIn)).to.equal(2);
      expect(readRegister(second.state, map.STATISTICS.bytesIn)).to.equal(128);
    });

    it('names why it takes nothing, counts that, and spends no slot', () => {
      const ready = started();
      const cases = [
        ['bus-master-disabled', ready, CLOSED, frame()],
        ['not-powered', setPower(ready, 'D3'), OPEN, frame()],
        ['receive-disabled', write(ready, map.CONTROL, map.CONTROL_TRANSMIT_ENABLE), OPEN, frame()],
        ['no-receive-buffer', write(ready, receive(map.RING_TAIL), 0), OPEN, frame()],
        ['no-receive-buffer', write(ready, receive(map.RING_LENGTH), 0), OPEN, frame()],
        ['frame-too-long', ready, OPEN, frame(1509)],
      ] as const;
      for (const [reason, state, gates, each] of cases) {
        const result = deliver(state, each, gates);
        expect(result).to.deep.include({ kind: 'dropped', reason });
        expect(result.state.statistics.dropped, reason).to.equal(1);
        expect(result.state.queuePairs, reason).to.equal(state.queuePairs);
      }
      expect(deliver(ready, frame(1508), OPEN).kind).to.equal('written');
    });

    it('drops the frame after the last posted slot, and goes on when slots come back', () => {
      let state = started();
      for (let count = 0; count < LENGTH - 1; count++) state = deliver(state, frame(), OPEN).state;
      expect(deliver(state, frame(), OPEN)).to.include({ reason: 'no-receive-buffer' });
      const posted = write(state, receive(map.RING_TAIL), 0);
      expect(deliver(posted, frame(), OPEN)).to.have.nested.property(
        'events[0].address',
        RECEIVE_BASE + 7 * 2048,
      );
    });

    it('counts broadcast and multicast apart', () => {
      const group = { ...frame(), destination: macAddress('01-00-5E-00-00-05') };
      const once = deliver(started(), { ...frame(), destination: BROADCAST }, OPEN);
      const twice = deliver(once.state, group, OPEN).state.statistics;
      expect(twice).to.include({ framesIn: 2, broadcastIn: 1, multicastIn: 1 });
    });

    it('spreads flows over the queue pairs that its VPort has and its driver opened, each flow on one', () => {
      const second = map.ringRegister(1, map.RECEIVE_RING, map.RING_LENGTH);
      const both = writes(started(), [
        [second, LENGTH],
        [map.ringRegister(1, map.RECEIVE_RING, map.RING_TAIL), LENGTH - 1],
      ]);
      const flows = Array.from({ length: 16 }, (_, index) => ({
        ...frame(),
        source: macAddress(`00-15-5D-00-01-${index.toString(16).padStart(2, '0')}`),
      }));
      const queueOf = (each: Frame, queuePairs: number): number | undefined => {
        const result = deliver(both, each, { ...OPEN, queuePairs });
        return result.kind === 'written' ? result.queuePair : undefined;
      };
      expect(new Set(flows.map((each) => queueOf(each, 2)))).to.deep.equal(new Set([0, 1]));
      expect(new Set(flows.map((each) => queueOf(each, 1)))).to.deep.equal(new Set([0]));
      expect(flows.map((each) => queueOf(each, 4))).to.deep.equal(flows.map((each) => queueOf(each, 2)));
    });
  });

  describe('transmitting', () => {
    it('reads each slot from the old tail to the new one, with tags that lead back to it', () => {
      const rung = writeRegister(started(), transmit(map.RING_TAIL), 2, OPEN);
      expect(rung.events).to.deep.equal([
        { kind: 'dma-read', address: TRANSMIT_BASE, length: 2048, tag: dmaTag(VF, 0) },
        { kind: 'dma-read', address: TRANSMIT_BASE + 2048, length: 2048, tag: dmaTag(VF, 1) },
      ]);
      expect(functionOfTag(dmaTag(VF, 1))).to.deep.equal(VF);
      expect(functionOfTag(dmaTag(PF, 2 ** 32 - 1))).to.deep.equal(PF);
      expect(functionOfTag(dmaTag(vfFunction(vfId(65_534)), 5))).to.deep.equal(vfFunction(vfId(65_534)));
    });

    it('hands over the frame of a completed slot, advances the head and raises the transmit cause', () => {
      const rung = writeRegister(started(), transmit(map.RING_TAIL), 1, OPEN).state;
      const slot = new Uint8Array(2048);
      slot.set(emitSlot(frame()));
      const done = completeTransmit(rung, dmaTag(VF, 0), slot);
      expect(done.outcome).to.deep.equal({ kind: 'frame', frame: frame(), queuePair: 0 });
      expect(done.events).to.deep.equal([{ kind: 'interrupt', vector: 1 }]);
      expect(readRegister(done.state, transmit(map.RING_HEAD))).to.equal(1);
      expect(readRegister(done.state, map.vectorRegister(1, map.VECTOR_CAUSE))).to.equal(map.CAUSE_TRANSMIT);
      expect(done.state.statistics).to.include({ framesOut: 1, bytesOut: 64, dropped: 0 });
      expect(completeTransmit(done.state, dmaTag(VF, 0), slot).outcome.kind).to.equal('unknown-tag');
    });

    it('stops the head at the first slot that has not come', () => {
      const rung = writeRegister(started(), transmit(map.RING_TAIL), 3, OPEN).state;
      const second = completeTransmit(rung, dmaTag(VF, 1), emitSlot(frame())).state;
      expect(readRegister(second, transmit(map.RING_HEAD))).to.equal(0);
      const first = completeTransmit(second, dmaTag(VF, 0), emitSlot(frame())).state;
      expect(readRegister(first, transmit(map.RING_HEAD))).to.equal(2);
    });

    it('fetches nothing without bus mastering, power or the enable bit, and says why', () => {
      const ready = started();
      const cases = [
        ['bus-master-disabled', ready, CLOSED, 2],
        ['transmit-disabled', write(ready, map.CONTROL, map.CONTROL_RECEIVE_ENABLE), OPEN, 2],
        ['not-powered', setPower(ready, 'D3'), OPEN, 0],
      ] as const;
      for (const [reason, state, gates, dropped] of cases) {
        const rung = writeRegister(state, transmit(map.RING_TAIL), 2, gates);
        expect(rung.events).to.deep.equal([{ kind: 'transmit-refused', queuePair: 0, frames: 2, reason }]);
        expect(rung.state.statistics.dropped, reason).to.equal(dropped);
        expect(rung.state.queuePairs[0]?.transmit.head).to.equal(rung.state.queuePairs[0]?.transmit.tail);
      }
    });

    it('drops what is no frame, is too long, or was blocked on the way', () => {
      const lying = emitSlot(frame());
      new DataView(lying.buffer).setUint32(0, 500, true);
      const cases = [
        ['iommu-fault', undefined],
        ['malformed', lying],
        ['malformed', new Uint8Array(3)],
        ['malformed', new Uint8Array(2048)],
        ['frame-too-long', new Uint8Array(2048).fill(0xff)],
      ] as const;
      for (const [reason, bytes] of cases) {
        const rung = writeRegister(started(), transmit(map.RING_TAIL), 1, OPEN).state;
        const done = completeTransmit(rung, dmaTag(VF, 0), bytes);
        expect(done.outcome).to.include({ kind: 'dropped', reason });
        expect(done.state.statistics).to.include({ framesOut: 0, dropped: 1 });
      }
    });

    it('forgets reads in flight on reset, and never uses their tags again (PCIE-FLR-10)', () => {
      const rung = writeRegister(started(), transmit(map.RING_TAIL), 2, OPEN).state;
      for (const reset of [resetFunction, freedFunction, (each: FunctionState) => setPower(each, 'D3')]) {
        const state = reset(rung);
        const late = completeTransmit(state, dmaTag(VF, 0), emitSlot(frame()));
        expect(late.outcome.kind).to.equal('unknown-tag');
        expect(late.state).to.equal(state);
        expect(state.nextTag).to.equal(2);
      }
    });
  });

  describe('registers', () => {
    it('keeps a jumbo limit and its slot size to the function that set it', () => {
      const disabled = write(started(), map.CONTROL, 0);
      const jumbo = write(disabled, map.MAX_FRAME_SIZE, 9022);
      const ready = write(jumbo, map.CONTROL, map.CONTROL_RECEIVE_ENABLE);
      const first = deliver(ready, frame(9000), OPEN).state;
      const second = deliver(first, frame(9000), OPEN);
      expect(second).to.have.nested.property('events[0].address', RECEIVE_BASE + map.JUMBO_SLOT_SIZE);
      expect(write(ready, map.MAX_FRAME_SIZE, 1522)).to.equal(ready);
      expect(write(disabled, map.MAX_FRAME_SIZE, 9023)).to.equal(disabled);
    });

    it('joins exactly the groups in the multicast table', () => {
      const mac = [0x01, 0x00, 0x5e, 0x7f, 0xff, 0xfa];
      const joined = writes(started(), [
        [map.multicastRegister(5, map.MULTICAST_LOW), 0x7f5e_0001],
        [map.multicastRegister(5, map.MULTICAST_HIGH), map.MULTICAST_USED | 0xfaff],
        [map.multicastRegister(6, map.MULTICAST_LOW), 0x0000_1500],
        [map.multicastRegister(6, map.MULTICAST_HIGH), map.MULTICAST_USED],
        [map.multicastRegister(7, map.MULTICAST_LOW), 0x7f5e_0001],
      ]);
      const text = mac.map((octet) => octet.toString(16).padStart(2, '0')).join('-');
      expect(receiveModeOf(joined)).to.deep.equal({
        broadcast: true,
        allMulticast: false,
        promiscuous: false,
        groups: [macAddress(text)],
      });
    });

    it('lets the PF be promiscuous, and no VF (ruling 10)', () => {
      const all = 0xffff_ffff;
      expect(receiveModeOf(write(started(PF), map.PACKET_FILTER, all)).promiscuous).to.equal(true);
      const vf = write(started(), map.PACKET_FILTER, all);
      expect(receiveModeOf(vf)).to.include({ promiscuous: false, allMulticast: true });
      expect(readRegister(vf, map.PACKET_FILTER)).to.equal(3);
    });

    it('sends a message when an unmasked cause appears, and again only after it was cleared', () => {
      const cause = map.vectorRegister(1, map.VECTOR_CAUSE);
      const mask = map.vectorRegister(1, map.VECTOR_MASK);
      const masked = deliver(write(started(), mask, map.CAUSES), frame(), OPEN);
      expect(masked).to.have.property('events').with.length(1);
      const opened = writeRegister(masked.state, mask, 0, OPEN);
      expect(opened.events).to.deep.equal([{ kind: 'interrupt', vector: 1 }]);
      expect(deliver(opened.state, frame(), OPEN))
        .to.have.property('events')
        .with.length(1);
      const cleared = write(opened.state, cause, map.CAUSE_RECEIVE);
      expect(readRegister(cleared, cause)).to.equal(0);
      expect(deliver(cleared, frame(), OPEN))
        .to.have.property('events')
        .with.length(2);
    });

    it('answers no memory request in low power, and goes on with its registers in D0', () => {
      const asleep = setPower(started(), 'D3');
      expect(readRegister(asleep, map.CONTROL)).to.equal(0xffff_ffff);
      expect(write(asleep, map.CONTROL, 0)).to.equal(asleep);
      expect(readRegister(setPower(asleep, 'D0'), map.CONTROL)).to.equal(3);
    });

    it('ignores tails beyond the ring, bad lengths, reserved and read-only offsets', () => {
      const state = write(started(), receive(map.RING_TAIL), 0);
      const ignored: readonly (readonly [number, number])[] = [
        [transmit(map.RING_TAIL), LENGTH],
        [transmit(map.RING_TAIL), 0xffff_ffff],
        [receive(map.RING_TAIL), LENGTH],
        [receive(map.RING_LENGTH), 1],
        [receive(map.RING_LENGTH), 4097],
        [receive(map.RING_HEAD), 3],
        [map.ringRegister(31, map.RECEIVE_RING, map.RING_LENGTH), 8],
        [receive(map.RING_BASE_LOW), RECEIVE_BASE],
        [map.vectorRegister(0, map.VECTOR_CAUSE), 1],
        [map.CONTROL, 3],
        [map.STATUS, 0],
        [map.STATISTICS.framesIn, 9],
        [map.vectorRegister(31, map.VECTOR_MASK), 1],
        [0x020, 1],
        [0x002, 1],
        [-4, 1],
        [0x1000, 1],
        [NaN, 1],
        [2 ** 40, 1],
      ];
      for (const [offset, value] of ignored)
        expect(write(state, offset, value), `offset ${offset}`).to.equal(state);
    });

    it('never throws and never fetches outside its ring, whatever is written', () => {
      const registers = [
        ...[map.RECEIVE_RING, map.TRANSMIT_RING].flatMap((ring) =>
          [map.RING_BASE_LOW, map.RING_BASE_HIGH, map.RING_LENGTH, map.RING_HEAD, map.RING_TAIL].map((each) =>
            map.ringRegister(0, ring, each),
          ),
        ),
        map.CONTROL,
        map.MAX_FRAME_SIZE,
        map.PACKET_FILTER,
        map.vectorRegister(0, map.VECTOR_CAUSE),
      ];
      const offset = fc.oneof(
        fc.constantFrom(...registers),
        fc.integer({ min: -8, max: 0x2000 }),
        fc.double(),
      );
      const value = fc.oneof(
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        fc.double(),
      );
      fc.assert(
        fc.property(fc.array(fc.tuple(offset, value, fc.boolean()), { maxLength: 60 }), (all) => {
          let state = started();
          for (const [at, word, busMasterEnable] of all) {
            const step = writeRegister(state, at, word, { busMasterEnable });
            const { base, length, inFlight } = step.state.queuePairs[0]!.transmit;
            const size = map.slotSize(step.state.registers.maxFrameSize);
            for (const event of step.events)
              if (event.kind === 'dma-read') {
                expect(busMasterEnable).to.equal(true);
                expect(event.address).to.be.within(base, base + (length - 1) * size);
              }
            expect(inFlight.length).to.be.below(Math.max(1, length));
            state = deliver(step.state, frame(), { busMasterEnable }).state;
            expect(readRegister(state, at)).to.be.within(0, 0xffff_ffff);
          }
        }),
        { numRuns: 200 },
      );
    });
  });

  describe('link and blocks', () => {
    it('shows the link and tells of its change on vector 0, once', () => {
      const down = setLink(started(), false);
      expect(down.events).to.deep.equal([{ kind: 'interrupt', vector: 0 }]);
      expect(readRegister(down.state, map.STATUS)).to.equal(0);
      expect(setLink(down.state, false).state).to.equal(down.state);
    });

    it('combines masks until they are taken, then starts from zero (BLOCK-INVAL-05, -16)', () => {
      const both = invalidateBlocks(invalidateBlocks(started(), 1n).state, 1n << 40n).state;
      expect(readRegister(both, map.NOTICE_LOW)).to.equal(1);
      expect(readRegister(both, map.NOTICE_HIGH)).to.equal(1 << 8);
      const taken = takeNotice(both);
      expect(taken.mask).to.equal((1n << 40n) | 1n);
      expect(takeNotice(invalidateBlocks(taken.state, 4n).state).mask).to.equal(4n);
    });

    it('keeps block contents over a reset and loses them when the VF is freed', () => {
      const written = invalidateBlocks(writeBlock(started(), 5, Uint8Array.of(1, 2)), 32n).state;
      expect([...readBlock(written, 5, 4)]).to.deep.equal([1, 2, 0, 0]);
      expect([...readBlock(resetFunction(written), 5, 2)]).to.deep.equal([1, 2]);
      expect(resetFunction(written).notice).to.equal(0n);
      expect([...readBlock(freedFunction(written), 5, 2)]).to.deep.equal([0, 0]);
    });
  });

  it('comes out of a reset as it came out of power-on (VF-RESET-04, -05)', () => {
    const used = deliver(started(), frame(), OPEN).state;
    const fresh = createFunction(VF, REFERENCE_PROFILE);
    expect(resetFunction(setPower(used, 'D3'))).to.deep.equal(fresh);
    expect(cellsOf(resetFunction(used))).to.equal(cellsOf(fresh));
  });

  it('shows every change of its state in some cell', () => {
    const state = started();
    const rung = writeRegister(state, transmit(map.RING_TAIL), 1, OPEN).state;
    const base = state.registers;
    const changes: readonly FunctionState[] = [
      rung,
      completeTransmit(rung, dmaTag(VF, 0), undefined).state,
      deliver(state, frame(), OPEN).state,
      deliver(state, frame(), CLOSED).state,
      setPower(state, 'D1'),
      setLink(state, false).state,
      invalidateBlocks(state, 2n).state,
      writeBlock(state, 1, Uint8Array.of(1)),
      write(state, map.CONTROL, 1),
      write(state, map.CONTROL, 2),
      write(state, map.PACKET_FILTER, 0),
      write(state, map.multicastRegister(63, map.MULTICAST_HIGH), 1),
      write(state, map.vectorRegister(2, map.VECTOR_MASK), 1),
      write(state, map.vectorRegister(2, map.VECTOR_MODERATION), 9),
      write(state, receive(map.RING_BASE_LOW), 0x2000),
      write(state, receive(map.RING_LENGTH), 16),
      write(state, receive(map.RING_TAIL), 1),
      { ...state, registers: { ...base, maxFrameSize: 100 } },
    ];
    const seen = new Set([cellsOf(state), ...changes.map(cellsOf)]);
    expect(seen.size).to.equal(changes.length + 1);
  });

  it('labels the cells with their owner', () => {
    const [pf, vfs] = functionShelves(started(PF), Table.of([[3, started()]]), 'NIC2');
    expect(pf.cells(0, started(PF))[0]?.owner).to.deep.equal({ kind: 'pf', adapter: 'NIC2' });
    expect(vfs.cells(3, started())[0]?.owner).to.deep.equal({ kind: 'vf', vf: 3, adapter: 'NIC2' });
  });
});
