import { expect } from 'chai';
import { partyName } from '../../src/terms/party';
import type { StreamSpec } from '../../src/isolation/action';
import { FeatureMistake } from '../../src/target/target';
import { partyKey, type BulkheadWorld } from './world';

/** Every frame of every stream once, in order; a loss counts only where the target named it `declared-failover-loss`. */
export function streamArrives(world: BulkheadWorld, losses: number): void {
  if (world.streamed.length === 0)
    throw new FeatureMistake(
      'no stream has run: begin with "a stream of … numbered frames runs from … to …"',
    );
  for (const stream of world.streamed) checkStream(world, stream, losses);
}

function checkStream(world: BulkheadWorld, stream: StreamSpec, losses: number): void {
  const traces = world.theDeed().outcome.traces.filter((trace) => trace.token.startsWith(`${stream.token}.`));
  const arrived = traces
    .filter(
      (trace) => trace.end.kind === 'delivered' && partyKey(trace.end.receiver) === partyKey(stream.receiver),
    )
    .map((trace) => Number(trace.token.slice(stream.token.length + 1)));
  const declared = traces.filter(
    (trace) => trace.end.kind === 'dropped' && trace.end.reason === 'declared-failover-loss',
  ).length;
  const between = `the stream from ${partyName(stream.sender)} to ${partyName(stream.receiver)}`;
  const inOrder = [...new Set(arrived)].sort((a, b) => a - b);
  expect(arrived.join(' '), `${between}: frames in the order of arrival`).to.equal(inOrder.join(' '));
  expect(
    arrived.length + declared,
    `${between}: frames that arrived or were counted as declared loss`,
  ).to.equal(stream.count);
  expect(declared, `${between}: declared losses`).to.be.at.most(losses);
}
